package org.medley.models.effect.policy;

import java.util.List;
import org.medley.models.statistics.Estimate;

/**
 * What the policy of the largest predicted benefit does to a group of people. Numbers of fewer
 * people than the minimum are withheld, and so is a group from whose size another could be told.
 *
 * @param column that groups people
 * @param value of it; null: missing
 * @param people in the group; 0 where withheld
 * @param withheld whether the group is too small, or would give away one that is
 * @param recommended share to whom each arm is recommended, in the order of the arms
 * @param abstained share to whom nothing is recommended
 * @param benefit mean of the doubly robust benefit over the reference arm, positive if better for
 *     people, among those to whom something is recommended
 * @param changed share whose recommendation is another without the sensitive covariates
 */
public record PolicyGroup(
    String column,
    String value,
    long people,
    boolean withheld,
    List<Estimate> recommended,
    Estimate abstained,
    Estimate benefit,
    Estimate changed) {}

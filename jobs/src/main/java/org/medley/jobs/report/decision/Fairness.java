package org.medley.jobs.report.decision;

import java.util.List;
import java.util.OptionalLong;

/**
 * What the policy of the largest predicted benefit does to groups of people, by held-out
 * predictions for those of the study. Blinded outcomes are left out, and so are small groups.
 *
 * @param groups one for each outcome and group
 * @param comparisons of the policy with and without sensitive covariates, by outcome
 * @param sensitive what the decision calls sensitive; empty: nothing
 */
public record Fairness(List<Group> groups, List<Comparison> comparisons, List<String> sensitive) {
  /**
   * One group.
   *
   * @param outcome in words
   * @param group such as {@code sex female}
   * @param people in it
   * @param recommended share to whom each option is recommended
   * @param abstained share to whom none is
   * @param benefit over the reference of following the policy, in outcomes per person, positive if
   *     better for people
   * @param changed share whose recommendation is another without the sensitive covariates
   */
  public record Group(
      String outcome,
      String group,
      OptionalLong people,
      List<Share> recommended,
      Interval abstained,
      Interval benefit,
      Interval changed) {}

  /** The share to whom an option is recommended. */
  public record Share(String option, Interval share) {}

  /** The benefit of the policy with and without sensitive covariates, and who is told otherwise. */
  public record Comparison(
      String outcome,
      String covariates,
      Interval with,
      Interval without,
      Interval difference,
      Interval changed) {}
}

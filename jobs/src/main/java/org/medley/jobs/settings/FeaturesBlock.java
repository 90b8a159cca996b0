package org.medley.jobs.settings;

import java.util.List;
import java.util.Optional;

/**
 * The block {@code features} of a task.
 *
 * @param families covariate families by name
 * @param windows lookbacks, such as {@code 30d}, or {@code full}
 * @param minPrevalence share of training samples below which a covariate is left out
 * @param association variants that are looked for among training members; empty: none
 */
public record FeaturesBlock(
    List<String> families,
    List<String> windows,
    double minPrevalence,
    Optional<AssociationBlock> association) {
  /** Used where a task names none. */
  public static final List<String> DEFAULT_WINDOWS = List.of("30d", "365d", "full");

  /** Used where a task names none. */
  public static final double DEFAULT_MIN_PREVALENCE = 0.01;
}

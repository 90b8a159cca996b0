package org.medley.models.promotion;

import java.util.Optional;

/**
 * The margins and limits of the gates.
 *
 * @param margin AUROC by which a candidate may at most be worse than the champion
 * @param subgroupMargin the same in a subgroup
 * @param leastSlope lowest calibration slope that is no alarm
 * @param mostSlope highest calibration slope that is no alarm
 * @param inTheLarge largest calibration in the large, either way, that is no alarm: the log odds by
 *     which all risks are too low or too high
 * @param alerts limits of the share of people flagged; empty: there is no operating threshold
 * @param acceptFew whether too few outcomes to judge are accepted; else a person decides
 */
public record PromotionSettings(
    double margin,
    double subgroupMargin,
    double leastSlope,
    double mostSlope,
    double inTheLarge,
    Optional<Alerts> alerts,
    boolean acceptFew) {
  /** Margin of a task that names none. */
  public static final double MARGIN = 0.02;

  /** Margin in subgroups of a task that names none. */
  public static final double SUBGROUP_MARGIN = 0.05;

  /** Lowest slope of a task that names none. */
  public static final double LEAST_SLOPE = 0.8;

  /** Highest slope of a task that names none. */
  public static final double MOST_SLOPE = 1.2;

  /** Calibration in the large of a task that names none: odds off by a fifth. */
  public static final double IN_THE_LARGE = 0.2;

  /**
   * Limits of the share of people flagged at the operating threshold.
   *
   * @param threshold a risk of at least this is an alert
   * @param least lowest share of members flagged
   * @param most highest share of members flagged
   * @param change largest change of the share against the champion's, as a share of that; empty:
   *     any
   */
  public record Alerts(double threshold, double least, double most, Optional<Double> change) {}

  /** All defaults. */
  public static PromotionSettings standard(boolean acceptFew) {
    return new PromotionSettings(
        MARGIN,
        SUBGROUP_MARGIN,
        LEAST_SLOPE,
        MOST_SLOPE,
        IN_THE_LARGE,
        Optional.empty(),
        acceptFew);
  }
}

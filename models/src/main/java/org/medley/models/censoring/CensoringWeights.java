package org.medley.models.censoring;

import static org.apache.spark.sql.functions.col;
import static org.apache.spark.sql.functions.count;
import static org.apache.spark.sql.functions.element_at;
import static org.apache.spark.sql.functions.lit;
import static org.apache.spark.sql.functions.when;
import static org.medley.features.contract.Members.LABEL;

import java.util.Arrays;
import java.util.List;
import org.apache.spark.sql.Column;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;

/**
 * Inverse probability of censoring weights for a label at a fixed horizon (Robins and Finkelstein,
 * Biometrics 2000;56:779). The censoring distribution is the marginal Kaplan-Meier estimate on
 * whole days since the start of the time-at-risk, events before losses on the same day. A member
 * whose label is known at day t (outcome, competing event or end of the window) has weight 1/G(t-),
 * cut at {@link #MOST}; an unknown label has weight 0. Competing events are known non-events and no
 * censoring. Weights assume that loss does not depend on the risk.
 */
public final class CensoringWeights {
  /** No member stands for more than this many. */
  public static final double MOST = 10;

  /** What the weights are, in words. */
  public static final String MODEL =
      "inverse probability of censoring (Kaplan-Meier by day, weights at most 10)";

  private static final String DAY = "day";
  private static final String MEMBERS = "members";

  private final double[] weightByDay;
  private final long positives;
  private final long negatives;
  private final long unknown;

  private CensoringWeights(double[] weightByDay, long positives, long negatives, long unknown) {
    this.weightByDay = weightByDay;
    this.positives = positives;
    this.negatives = negatives;
    this.unknown = unknown;
  }

  /**
   * Fits the censoring distribution to {@code members} under the members contract. Triggers one
   * action, whose result has at most three rows per day of the time-at-risk.
   */
  public static CensoringWeights fit(Dataset<Row> members) {
    List<Row> days =
        members
            .groupBy(FollowUp.day().as(DAY), col(LABEL))
            .agg(count(lit(1)).as(MEMBERS))
            .collectAsList();
    int last = days.stream().mapToInt(r -> r.getInt(0)).max().orElse(0);
    long[] known = new long[last + 1];
    long[] lost = new long[last + 1];
    long[] byLabel = new long[2];
    for (Row row : days) {
      if (row.isNullAt(1)) {
        lost[row.getInt(0)] += row.getLong(2);
      } else {
        known[row.getInt(0)] += row.getLong(2);
        byLabel[row.getDouble(1) > 0.5 ? 1 : 0] += row.getLong(2);
      }
    }
    return new CensoringWeights(
        weights(known, lost), byLabel[1], byLabel[0], Arrays.stream(lost).sum());
  }

  /** Weight of a member of the fitted dataset. */
  public Column weight() {
    Column weight = lost() == 0 ? lit(1.0) : element_at(lit(weightByDay), FollowUp.day().plus(1));
    return when(col(LABEL).isNull(), 0.0).otherwise(weight);
  }

  /** Members with the outcome. */
  public long positives() {
    return positives;
  }

  /** Members known to be without the outcome. */
  public long negatives() {
    return negatives;
  }

  /** Members whose label is unknown. */
  public long lost() {
    return unknown;
  }

  /** What was done about unknown labels, in words; empty where there are none. */
  public String note() {
    return unknown == 0 ? "" : "; " + MODEL;
  }

  /** Weights by day from the numbers that become known and that are lost on each day. */
  static double[] weights(long[] known, long[] lost) {
    long atRisk = Arrays.stream(known).sum() + Arrays.stream(lost).sum();
    double observed = 1;
    double[] weights = new double[known.length];
    for (int day = 0; day < weights.length; day++) {
      weights[day] = observed > 0 ? Math.min(1 / observed, MOST) : MOST;
      atRisk -= known[day];
      if (lost[day] > 0) {
        observed *= 1 - lost[day] / (double) atRisk;
        atRisk -= lost[day];
      }
    }
    return weights;
  }
}

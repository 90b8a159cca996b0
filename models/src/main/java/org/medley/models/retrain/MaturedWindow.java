package org.medley.models.retrain;

import java.time.LocalDate;
import java.util.Arrays;
import org.medley.models.statistics.Auroc;
import org.medley.models.statistics.CalibrationLine;
import org.medley.models.statistics.Estimate;
import org.medley.models.statistics.Predictions;

/**
 * The members of one span of index times whose labels are known by now, and how the model's risks
 * did on them.
 *
 * @param from first day
 * @param to last day
 * @param members all of the span, whether their label is known or not
 * @param known of them with a label that counts
 * @param events outcomes among these
 * @param inTheLarge calibration in the large: log odds by which the risks are too low
 * @param slope calibration slope
 * @param auroc discrimination
 * @param expected AUROC that the model's own risks foretell for these members (van Klaveren et al.,
 *     Stat Med 2016;35:4136); lower than elsewhere where people are more alike
 */
public record MaturedWindow(
    LocalDate from,
    LocalDate to,
    long members,
    long known,
    long events,
    Estimate inTheLarge,
    Estimate slope,
    Estimate auroc,
    double expected) {
  /**
   * The window of {@code members} members, of whom {@code known} have a label that counts.
   *
   * @param p these, or a sample of their subjects
   */
  public static MaturedWindow of(
      LocalDate from, LocalDate to, long members, long known, Predictions p) {
    boolean both = p.events() > 0 && p.events() < p.size();
    Estimate none = Estimate.notAssessable("one class only");
    return new MaturedWindow(
        from,
        to,
        members,
        known,
        p.events(),
        both ? CalibrationLine.inTheLarge(p) : none,
        both ? CalibrationLine.slope(p) : none,
        both ? Auroc.estimate(p) : none,
        expected(p));
  }

  /** Everybody is an outcome with the weight of the risk, and none with that of the rest. */
  private static double expected(Predictions p) {
    int n = p.size();
    double[] label = new double[2 * n];
    double[] score = new double[2 * n];
    double[] weight = new double[2 * n];
    Arrays.fill(label, 0, n, 1);
    for (int i = 0; i < n; i++) {
      score[i] = p.score()[i];
      score[n + i] = p.score()[i];
      weight[i] = p.weight()[i] * p.score()[i];
      weight[n + i] = p.weight()[i] * (1 - p.score()[i]);
    }
    return n == 0 ? Double.NaN : Auroc.value(label, score, weight);
  }

  /** Share of the members whose label counts; 0 of nobody. */
  public double share() {
    return members == 0 ? 0 : (double) known / members;
  }
}

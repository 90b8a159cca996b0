package org.medley.models.statistics.survival;

import java.util.stream.IntStream;
import org.medley.models.statistics.SplitConformal;

/**
 * Lower predictive bounds of the time to the event by split conformal prediction under censoring
 * (Candès, Lei and Ren, JRSS B 2023;85:24), for censoring that nobody knows in advance by inverse
 * probability of censoring weights (Farina, Tchetgen Tchetgen and Kuchibhotla, arXiv 2025): the
 * event comes before the bound in at most the share {@code alpha} of people, whether or not the
 * risks are right, if people are exchangeable and censoring depends on nothing.
 *
 * <p>A sample is the stranger, the sooner its event came for its risk r: the score is the free
 * share (1 - r)^(t / horizon) that a constant hazard leaves at its time t, which no other data
 * shape. It is 0 for whom has no event by the horizon. Subjects are cut into two halves, and each
 * half has the bound at which that share falls to the quantile of the other half. Bounds end at the
 * horizon.
 *
 * @param bound of each sample, from 0 to the horizon; 0 says nothing
 * @param none whether some half had too few samples for a quantile
 */
@SuppressWarnings("ArrayRecordComponent") // a column, compared by no one
public record SurvivalBounds(double[] bound, boolean none) {

  /** The bounds of the samples of {@code p}, in their order. */
  public static SurvivalBounds of(TimedPredictions p, double horizon, double alpha, long seed) {
    boolean[] first = SplitConformal.half(p.clusters(), seed);
    double[] bound = new double[p.size()];
    boolean none = false;
    for (boolean half : new boolean[] {true, false}) {
      double share = quantile(p, first, half, horizon, alpha);
      none |= Double.isInfinite(share);
      for (int i = 0; i < bound.length; i++) {
        if (first[i] != half) {
          bound[i] = bound(p.risk()[i], share, horizon);
        }
      }
    }
    return new SurvivalBounds(bound, none);
  }

  /** Whether the event of sample {@code i} is known to have come before its bound. */
  public boolean missed(TimedPredictions p, int i) {
    return p.cause()[i] == TimedPredictions.EVENT && p.time()[i] < bound[i];
  }

  /** The time, at most the horizon, at which the free share of {@code risk} falls to this one. */
  static double bound(double risk, double share, double horizon) {
    if (share >= 1 || risk >= 1) {
      return 0;
    }
    double hazard = -Math.log1p(-risk);
    return hazard == 0 ? horizon : Math.min(horizon, -Math.log(share) / hazard * horizon);
  }

  private static double quantile(
      TimedPredictions p, boolean[] first, boolean half, double horizon, double alpha) {
    boolean[] own = new boolean[first.length];
    IntStream.range(0, own.length).forEach(i -> own[i] = first[i] == half);
    TimedPredictions calibrated = p.where(own);
    double[] free =
        IntStream.range(0, calibrated.size())
            .mapToDouble(
                i ->
                    calibrated.isEvent(i, horizon)
                        ? Math.pow(1 - calibrated.risk()[i], calibrated.time()[i] / horizon)
                        : 0)
            .toArray();
    double[] weight = new HorizonWeights(calibrated, horizon).of(calibrated.weight());
    return SplitConformal.threshold(free, weight, alpha);
  }
}

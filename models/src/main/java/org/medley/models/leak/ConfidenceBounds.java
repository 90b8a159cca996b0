package org.medley.models.leak;

import org.apache.commons.math3.distribution.BetaDistribution;
import org.apache.commons.math3.distribution.NormalDistribution;

/**
 * Lower confidence bounds that hold their level at the edge of what is possible, where an estimate
 * is 1 and its standard error 0. Sizes are effective sizes: where subjects have several samples,
 * they are not whole numbers.
 */
public final class ConfidenceBounds {
  private static final int HALVINGS = 60;

  private ConfidenceBounds() {}

  /**
   * Returns the lower bound of an area under the receiver operating characteristic: method 5 of
   * Newcombe (Statistics in Medicine 2006;25:559, doi:10.1002/sim.2324), the least area whose
   * distance to the estimate is the normal quantile times its own standard error.
   *
   * @param area the estimate, 0 to 1
   * @param positives samples with the outcome, above 0
   * @param negatives samples without, above 0
   * @param alpha probability that the bound is too high
   */
  public static double area(double area, double positives, double negatives, double alpha) {
    double z = -new NormalDistribution(null, 0, 1).inverseCumulativeProbability(alpha);
    double low = 0;
    double high = area;
    for (int i = 0; i < HALVINGS; i++) {
      double middle = (low + high) / 2;
      double distance = area - middle;
      if (distance * distance > z * z * variance(middle, positives, negatives)) {
        low = middle;
      } else {
        high = middle;
      }
    }
    return low;
  }

  private static double variance(double area, double positives, double negatives) {
    double others = (positives + negatives) / 2 - 1;
    double pairs = others * (1 - area) / (2 - area) + others * area / (1 + area);
    return area * (1 - area) * (1 + Math.max(pairs, 0)) / (positives * negatives);
  }

  /**
   * Returns the exact binomial lower bound of a share (Clopper and Pearson, Biometrika
   * 1934;26:404), for effective sizes as Korn and Graubard have it (Survey Methodology
   * 1998;24:193).
   *
   * @param share the estimate, 0 to 1
   * @param size effective number of samples, above 0
   * @param alpha probability that the bound is too high
   */
  public static double share(double share, double size, double alpha) {
    double hits = share * size;
    return hits <= 0
        ? 0
        : new BetaDistribution(null, hits, size - hits + 1).inverseCumulativeProbability(alpha);
  }
}

package org.medley.models.statistics;

import java.util.Arrays;
import java.util.SplittableRandom;

/** What every kind of split conformal prediction needs: two halves, and the quantile of one. */
public final class SplitConformal {
  private SplitConformal() {}

  /** Half of the clusters, drawn by {@code seed}, as a flag of each sample. */
  public static boolean[] half(Clusters clusters, long seed) {
    int[] order = Permutation.of(clusters.count(), new SplittableRandom(seed));
    boolean[] chosen = new boolean[order.length];
    for (int i = 0; i < order.length / 2; i++) {
      chosen[order[i]] = true;
    }
    boolean[] half = new boolean[clusters.of().length];
    for (int i = 0; i < half.length; i++) {
      half[i] = chosen[clusters.of()[i]];
    }
    return half;
  }

  /**
   * The quantile 1 - alpha of {@code strangeness} with one more sample to come, which counts as the
   * heaviest of those there (Tibshirani et al., NeurIPS 2019): with equal weights that of rank
   * ceil((n + 1)(1 - alpha)); infinite if there are too few.
   */
  public static double threshold(double[] strangeness, double[] weight, double alpha) {
    double heaviest = Arrays.stream(weight).max().orElse(1);
    double wanted = (1 - alpha) * (Arrays.stream(weight).sum() + heaviest);
    double rounding = wanted * Math.ulp(1.0) * (weight.length + 1);
    double reached = 0;
    for (int i : Order.ascending(strangeness)) {
      reached += weight[i];
      if (reached >= wanted - rounding) {
        return strangeness[i];
      }
    }
    return Double.POSITIVE_INFINITY;
  }
}

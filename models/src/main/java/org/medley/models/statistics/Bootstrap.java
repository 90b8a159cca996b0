package org.medley.models.statistics;

import java.util.Arrays;
import java.util.SplittableRandom;
import java.util.function.Function;
import java.util.stream.IntStream;

/**
 * Percentile bootstrap over subjects: each replicate draws as many subjects as there are, with
 * replacement, and takes all samples of each (Efron 1979; cluster bootstrap of Davison and Hinkley
 * 1997, section 3.8). A replicate changes only the weights of the samples.
 */
public final class Bootstrap {
  private static final double LOW = 0.025;
  private static final double HIGH = 0.975;
  private static final double LEAST_VALID = 0.9;

  private Bootstrap() {}

  /**
   * Ends of the 95 percent intervals of several statistics, taken over the same replicates.
   *
   * @param statistics the statistics as a function of the samples' weights; NaN where undefined;
   *     called by several threads at once
   * @return for each statistic its low and high end; NaN if over a tenth of replicates is undefined
   */
  public static double[][] intervals(
      Predictions p, Function<double[], double[]> statistics, int replicates, long seed) {
    return intervals(p.weight(), p.clusters(), statistics, replicates, seed);
  }

  /** As above, of any samples with weights and subjects. */
  public static double[][] intervals(
      double[] weights,
      Clusters clusters,
      Function<double[], double[]> statistics,
      int replicates,
      long seed) {
    SplittableRandom random = new SplittableRandom(seed);
    double[][] drawn = new double[replicates][];
    int together = Runtime.getRuntime().availableProcessors();
    for (int start = 0; start < replicates; start += together) {
      int first = start;
      int[][] times = new int[Math.min(together, replicates - first)][];
      Arrays.setAll(times, r -> times(clusters.count(), random));
      IntStream.range(0, times.length)
          .parallel()
          .forEach(r -> drawn[first + r] = statistics.apply(weights(weights, clusters, times[r])));
    }
    double[][] ends = new double[drawn[0].length][];
    Arrays.setAll(ends, s -> ends(Arrays.stream(drawn).mapToDouble(d -> d[s]).toArray()));
    return ends;
  }

  /** How often each cluster is drawn. */
  private static int[] times(int clusters, SplittableRandom random) {
    int[] times = new int[clusters];
    for (int c = 0; c < clusters; c++) {
      times[random.nextInt(clusters)]++;
    }
    return times;
  }

  private static double[] weights(double[] weights, Clusters clusters, int[] times) {
    double[] weight = new double[weights.length];
    Arrays.setAll(weight, i -> weights[i] * times[clusters.of()[i]]);
    return weight;
  }

  private static double[] ends(double[] values) {
    double[] valid = Arrays.stream(values).filter(Double::isFinite).sorted().toArray();
    if (valid.length < LEAST_VALID * values.length) {
      return new double[] {Double.NaN, Double.NaN};
    }
    return new double[] {Quantiles.of(valid, LOW), Quantiles.of(valid, HIGH)};
  }
}

package org.medley.models.hazard;

import java.io.Serializable;
import java.util.Arrays;
import java.util.List;
import org.apache.spark.api.java.function.Function;

/**
 * Rows with follow-up, of which only sums are seen, and the scale of their covariates. An array of
 * sums is as long as the covariates and the days of follow-up together, whatever the number of
 * rows.
 */
public final class TimedRows {
  private static final double FARTHEST = 8;
  private static final double FARTHEST_OF_RARE = 12;
  private static final double RARE = 0.5;

  private final Sums sums;
  private final int width;
  private final int days;
  private final double weight;
  private final double[] mean;
  private final double[] deviation;
  private final double[] typical;

  /** Adds up what is computed block by block. */
  interface Sums extends Serializable {
    /** What {@code part} gives for each block, in the order of the blocks. */
    <T> List<T> each(Function<Block, T> part);
  }

  /** Of the blocks behind {@code sums}, which are passed over twice. */
  TimedRows(Sums sums) {
    this.sums = sums;
    int[] extent = {0, 0};
    for (int[] one : sums.each(TimedRows::extent)) {
      Arrays.setAll(extent, k -> Math.max(extent[k], one[k]));
    }
    this.width = extent[0];
    this.days = extent[1] + 1;
    int columns = width;
    double[] moments = sum(block -> moments(block, columns), 3 * width + 1);
    this.weight = moments[3 * width];
    this.mean = new double[width];
    this.deviation = new double[width];
    this.typical = new double[width];
    for (int j = 0; j < width; j++) {
      double square = moments[width + j] / weight;
      mean[j] = moments[j] / weight;
      double variance = square - mean[j] * mean[j];
      deviation[j] = variance <= 1e-12 * square ? 0 : Math.sqrt(variance);
      double present = moments[2 * width + j];
      typical[j] = present > RARE * weight ? 0 : Math.sqrt(moments[width + j] / present);
    }
  }

  private static int[] extent(Block block) {
    return new int[] {block.width(), Arrays.stream(block.day()).max().orElse(0)};
  }

  /** Sums of the covariates, of their squares and of the weights where they are not zero. */
  private static double[] moments(Block block, int width) {
    double[] sums = new double[3 * width + 1];
    for (int i = 0; i < block.size(); i++) {
      double weight = block.weight()[i];
      for (int k = block.start()[i]; k < block.start()[i + 1]; k++) {
        double x = block.value()[k];
        int j = block.index()[k];
        sums[j] += weight * x;
        sums[width + j] += weight * x * x;
        sums[2 * width + j] += x == 0 ? 0 : weight;
      }
      sums[3 * width] += weight;
    }
    return sums;
  }

  /** The sum over all blocks of {@code part}, an array of length {@code length}. */
  double[] sum(Function<Block, double[]> part, int length) {
    double[] sum = new double[length];
    for (double[] one : sums.each(part)) {
      for (int j = 0; j < length; j++) {
        sum[j] += one[j];
      }
    }
    return sum;
  }

  /** Whether any row ends with {@code cause}. */
  public boolean has(int cause) {
    return sums.each(block -> Arrays.stream(block.cause()).anyMatch(c -> c == cause))
        .contains(true);
  }

  /** Number of covariates. */
  public int width() {
    return width;
  }

  /** Days of follow-up, from 0 to below this. */
  public int days() {
    return days;
  }

  /** Sum of the weights. */
  double weight() {
    return weight;
  }

  /** The linear predictor of coefficients of standardised covariates, centred on their means. */
  Linear linear(double[] standardised) {
    double[] coefficients = new double[width];
    double offset = 0;
    for (int j = 0; j < width; j++) {
      coefficients[j] = deviation[j] == 0 ? 0 : standardised[j] / deviation[j];
      offset -= coefficients[j] * mean[j];
    }
    return new Linear(coefficients, offset);
  }

  /** Sums of factors times covariates, as sums of factors times standardised covariates. */
  double[] standardised(double[] products, double factors) {
    double[] result = new double[width];
    for (int j = 0; j < width; j++) {
      result[j] = deviation[j] == 0 ? 0 : (products[j] - mean[j] * factors) / deviation[j];
    }
    return result;
  }

  /**
   * Whether a coefficient is no estimate but on its way to infinity: above 8 per standard deviation
   * or, of a covariate that is mostly zero, above 12 per typical value.
   */
  boolean strays(double[] standardised) {
    for (int j = 0; j < width; j++) {
      double size = Math.abs(standardised[j]);
      if (size > FARTHEST
          || (deviation[j] > 0 && size / deviation[j] * typical[j] > FARTHEST_OF_RARE)) {
        return true;
      }
    }
    return false;
  }
}

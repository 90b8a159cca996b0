package org.medley.models.hazard;

import static org.apache.spark.sql.functions.col;
import static org.medley.models.matrix.DesignMatrix.CAUSE;
import static org.medley.models.matrix.DesignMatrix.DAY;
import static org.medley.models.matrix.DesignMatrix.FEATURES;
import static org.medley.models.matrix.DesignMatrix.WEIGHT;

import java.util.Arrays;
import java.util.List;
import org.apache.spark.api.java.JavaRDD;
import org.apache.spark.api.java.function.Function;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.storage.StorageLevel;

/**
 * Rows with follow-up, kept on the executors as arrays, and the scale of their covariates. Every
 * sum is one Spark job whose result has one array per partition; they are added in the order of the
 * partitions, so that the number of cores does not matter. An array is as long as the covariates
 * and the days of follow-up together, whatever the number of rows.
 */
public final class TimedRows implements AutoCloseable {
  private final JavaRDD<Block> blocks;
  private final int width;
  private final int days;
  private final double weight;
  private final double[] mean;
  private final double[] deviation;

  private TimedRows(JavaRDD<Block> blocks, int width, int days, double[] sums) {
    this.blocks = blocks;
    this.width = width;
    this.days = days;
    this.weight = sums[2 * width];
    this.mean = new double[width];
    this.deviation = new double[width];
    for (int j = 0; j < width; j++) {
      mean[j] = sums[j] / weight;
      double variance = sums[width + j] / weight - mean[j] * mean[j];
      boolean constant = variance <= 1e-12 * (sums[width + j] / weight);
      deviation[j] = constant ? 0 : Math.sqrt(variance);
    }
  }

  /**
   * The rows with columns day, cause, weight and features. Triggers two actions and keeps the rows
   * until closed.
   */
  public static TimedRows of(Dataset<Row> rows) {
    JavaRDD<Block> blocks =
        rows.select(
                col(DAY).cast("int"), col(CAUSE).cast("int"), col(WEIGHT), col(FEATURES))
            .javaRDD()
            .mapPartitions(Block::of)
            .persist(StorageLevel.MEMORY_AND_DISK());
    int[] size = {0, 0};
    for (int[] one : blocks.map(TimedRows::extent).collect()) {
      Arrays.setAll(size, k -> Math.max(size[k], one[k]));
    }
    int width = size[0];
    double[] sums = summed(blocks, block -> moments(block, width), 2 * width + 1);
    return new TimedRows(blocks, width, size[1] + 1, sums);
  }

  private static int[] extent(Block block) {
    return new int[] {block.width(), Arrays.stream(block.day()).max().orElse(0)};
  }

  private static double[] moments(Block block, int width) {
    double[] sums = new double[2 * width + 1];
    for (int i = 0; i < block.size(); i++) {
      double weight = block.weight()[i];
      for (int k = block.start()[i]; k < block.start()[i + 1]; k++) {
        double x = block.value()[k];
        sums[block.index()[k]] += weight * x;
        sums[width + block.index()[k]] += weight * x * x;
      }
      sums[2 * width] += weight;
    }
    return sums;
  }

  /** Whether any row ends with {@code cause}. Triggers an action. */
  public boolean has(int cause) {
    return sum(block -> new double[] {Arrays.stream(block.cause()).anyMatch(c -> c == cause) ? 1 : 0}, 1)[0] > 0;
  }

  /** The sum over all blocks of {@code part}, an array of length {@code length}. */
  double[] sum(Function<Block, double[]> part, int length) {
    return summed(blocks, part, length);
  }

  private static double[] summed(
      JavaRDD<Block> blocks, Function<Block, double[]> part, int length) {
    List<double[]> parts = blocks.map(part).collect();
    double[] sum = new double[length];
    for (double[] one : parts) {
      for (int j = 0; j < length; j++) {
        sum[j] += one[j];
      }
    }
    return sum;
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
  public double weight() {
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
  double[] standardised(double[] sums, double factors) {
    double[] result = new double[width];
    for (int j = 0; j < width; j++) {
      result[j] = deviation[j] == 0 ? 0 : (sums[j] - mean[j] * factors) / deviation[j];
    }
    return result;
  }

  @Override
  public void close() {
    blocks.unpersist();
  }
}

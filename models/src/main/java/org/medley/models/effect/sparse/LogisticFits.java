package org.medley.models.effect.sparse;

import java.util.Arrays;
import org.apache.spark.api.java.JavaRDD;
import org.apache.spark.api.java.JavaSparkContext;
import org.apache.spark.broadcast.Broadcast;
import org.apache.spark.storage.StorageLevel;
import org.medley.models.optimise.Optimum;
import org.medley.models.optimise.QuasiNewton;
import org.medley.models.optimise.Smooth;

/**
 * Multinomial logistic models with a ridge or a lasso that leave out different folds, fitted as one
 * problem by L-BFGS or OWL-QN, whose value is the sum of theirs: they are so alike that one
 * curvature serves all. Columns are centred in the coefficients, never in the rows; the intercept
 * is free. Keeps its rows until closed.
 */
public final class LogisticFits implements ClassFits {
  private static final double STEEP = 1e-5;

  private final JavaRDD<LabelledRows> rows;
  private final int others;
  private final int folds;
  private final double[] shrink;
  private final double[] centre;

  /**
   * Of {@code rows}, whose columns are as many as the penalties. Triggers an action.
   *
   * @param classes number of classes
   * @param shrink relative penalty of each column
   */
  public LogisticFits(JavaRDD<LabelledRows> rows, int classes, int folds, double[] shrink) {
    this.rows = rows.persist(StorageLevel.MEMORY_AND_DISK());
    this.others = classes - 1;
    this.folds = folds;
    this.shrink = shrink.clone();
    this.centre = centre();
  }

  private double[] centre() {
    int columns = shrink.length;
    double[] sums =
        rows.treeAggregate(
            new double[columns + 1],
            (total, block) -> {
              double[] weight = new double[1];
              for (int row = 0; row < block.x().size(); row++) {
                weight[0] = block.weight(row);
                block.x().add(row, weight, total);
                total[columns] += weight[0];
              }
              return total;
            },
            LogisticFits::merged);
    return Arrays.stream(sums, 0, columns).map(sum -> sum / sums[columns]).toArray();
  }

  private static double[] merged(double[] a, double[] b) {
    LogisticSums.add(a, b);
    return a;
  }

  /**
   * As {@link ClassFits#minimise}; the tolerance is the largest slope.
   *
   * @throws IllegalStateException if the slope is still above 0.00001 where no step goes down any
   *     more, or after 500 steps
   */
  @Override
  public double[][] minimise(
      int[] without, double[][][] points, double[] penalties, boolean lasso, double tolerance) {
    Joint joint = new Joint(without, lasso ? new double[penalties.length] : penalties);
    double[] start = joint.centred(points);
    double[] weights = new double[start.length];
    if (lasso) {
      int lanes = without.length * others;
      Arrays.setAll(
          weights,
          i -> i < shrink.length * lanes ? penalties[i % lanes / others] * shrink[i / lanes] : 0);
    }
    Optimum optimum = QuasiNewton.minimise(joint, start, weights, tolerance);
    if (optimum.steepest() > Math.max(tolerance, STEEP)) {
      throw new IllegalStateException(
          "A logistic regression did not converge: the slope is still " + optimum.steepest());
    }
    joint.value(optimum.point());
    joint.write(points);
    double[][] held = new double[without.length][folds];
    for (int model = 0; model < held.length; model++) {
      int one = model;
      Arrays.setAll(held[model], fold -> joint.sums.held(one, fold));
    }
    return held;
  }

  @Override
  public boolean lasso() {
    return true;
  }

  @Override
  public void close() {
    rows.unpersist(false);
  }

  /** The sum of what the models minimise, as a function of all coefficients of centred columns. */
  private final class Joint implements Smooth {
    private final int columns = shrink.length;
    private final int[] without;
    private final int lanes;
    private final double[] penalties;
    private double[] at;
    private double[] raw;
    private LogisticSums sums;

    Joint(int[] without, double[] penalties) {
      this.without = without;
      this.lanes = without.length * others;
      this.penalties = penalties;
    }

    @Override
    public double value(double[] x) {
      pass(x);
      double value = 0;
      for (int model = 0; model < without.length; model++) {
        value += sums.loss(model);
      }
      for (int i = 0; i < columns * lanes; i++) {
        value += penalty(i) * x[i] * x[i];
      }
      return value;
    }

    @Override
    public double[] gradient(double[] x) {
      pass(x);
      double[] gradient = new double[x.length];
      for (int i = 0; i < x.length; i++) {
        int lane = i % lanes;
        gradient[i] = sums.gradient(i / lanes, lane);
        if (i < columns * lanes) {
          gradient[i] -= centre[i / lanes] * sums.gradient(columns, lane);
          gradient[i] += 2 * penalty(i) * x[i];
        }
      }
      return gradient;
    }

    private double penalty(int i) {
      return penalties[i % lanes / others] * shrink[i / lanes];
    }

    private void pass(double[] x) {
      if (x == at) {
        return;
      }
      at = x;
      raw = x.clone();
      for (int i = 0; i < columns * lanes; i++) {
        raw[columns * lanes + i % lanes] -= centre[i / lanes] * x[i];
      }
      JavaSparkContext context = JavaSparkContext.fromSparkContext(rows.context());
      Broadcast<double[]> sent = context.broadcast(raw);
      LogisticSums none = new LogisticSums(without, others, folds, columns);
      sums =
          rows.treeAggregate(
              none, (total, block) -> total.add(block, sent.value()), LogisticSums::merge);
      sent.destroy();
    }

    private double[] centred(double[][][] points) {
      double[] x = new double[(columns + 1) * lanes];
      for (int lane = 0; lane < lanes; lane++) {
        double[] point = points[lane / others][lane % others];
        double intercept = point[columns];
        for (int j = 0; j < columns; j++) {
          x[j * lanes + lane] = point[j];
          intercept += centre[j] * point[j];
        }
        x[columns * lanes + lane] = intercept;
      }
      return x;
    }

    private void write(double[][][] points) {
      for (int lane = 0; lane < lanes; lane++) {
        double[] point = points[lane / others][lane % others];
        for (int j = 0; j <= columns; j++) {
          point[j] = raw[j * lanes + lane];
        }
      }
    }
  }
}

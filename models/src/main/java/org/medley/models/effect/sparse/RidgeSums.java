package org.medley.models.effect.sparse;

import java.io.Serializable;
import java.util.Arrays;

/**
 * What one pass gives to ridge regressions that lie side by side, by number of the problem: columns
 * times values of linear functions over the rows that a model may use, or squared errors of them
 * over those that it leaves out, by fold.
 */
final class RidgeSums implements Serializable {
  private static final long serialVersionUID = 1L;

  private final double[][] sums;

  private RidgeSums(double[][] sums) {
    this.sums = sums;
  }

  /** No rows yet: as many sums by problem. */
  static RidgeSums none(int[] sizes) {
    return new RidgeSums(Arrays.stream(sizes).mapToObj(double[]::new).toArray(double[][]::new));
  }

  /** Adds products of rows with linear functions without intercept, a lane for each model. */
  RidgeSums products(TargetRows rows, int[][] without, double[][] coefficients) {
    double[][] values = lanes(without, 1);
    rows.forEach(
        (row, fold, number, target, weight) -> {
          double[] value = values[number];
          Arrays.fill(value, 0);
          rows.x().multiply(row, coefficients[number], value);
          for (int lane = 0; lane < value.length; lane++) {
            value[lane] *= (without[number][lane] >> fold & 1) == 0 ? weight : 0;
          }
          rows.x().add(row, value, sums[number]);
        });
    return this;
  }

  /**
   * Adds squared errors of linear functions, of which each model has {@code each}; intercepts come
   * last.
   */
  RidgeSums errors(TargetRows rows, int[][] without, double[][] coefficients, int each, int folds) {
    double[][] values = lanes(without, each);
    rows.forEach(
        (row, fold, number, target, weight) -> {
          double[] value = values[number];
          double[] of = coefficients[number];
          System.arraycopy(of, of.length - value.length, value, 0, value.length);
          rows.x().multiply(row, of, value);
          for (int lane = 0; lane < value.length; lane++) {
            if ((without[number][lane / each] >> fold & 1) != 0) {
              double error = value[lane] - target;
              sums[number][lane * folds + fold] += weight * error * error;
            }
          }
        });
    return this;
  }

  private static double[][] lanes(int[][] without, int each) {
    return Arrays.stream(without)
        .map(models -> new double[models.length * each])
        .toArray(double[][]::new);
  }

  RidgeSums merge(RidgeSums other) {
    for (int number = 0; number < sums.length; number++) {
      LogisticSums.add(sums[number], other.sums[number]);
    }
    return this;
  }

  double[] of(int number) {
    return sums[number];
  }
}

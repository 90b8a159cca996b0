package org.medley.models.effect.fit;

import java.util.Arrays;
import org.medley.models.optimise.Cholesky;

/** Where Newton's method stands for one model. */
final class ClassState {
  private static final double LEAST_PIVOT = 1e-14;
  private static final double SLACK = 1e-10;

  private final int length;
  private final double[] shrink;
  private double[] point;
  private double[] before;
  private double valueBefore = Double.POSITIVE_INFINITY;
  private double moved = Double.POSITIVE_INFINITY;

  /** At the given coefficients, by class but the first. */
  ClassState(double[][] coefficients, double[] shrink) {
    this.length = coefficients[0].length;
    this.shrink = shrink;
    this.point = Arrays.stream(coefficients).flatMapToDouble(Arrays::stream).toArray();
    this.before = point;
  }

  /** Length of the last step: the largest change of a coefficient. */
  double moved() {
    return moved;
  }

  double[][] coefficients() {
    double[][] rows = new double[point.length / length][];
    for (int k = 0; k < rows.length; k++) {
      rows[k] = Arrays.copyOfRange(point, k * length, (k + 1) * length);
    }
    return rows;
  }

  /** One step, given the sums at the present point: Newton's, or half back if it went up. */
  void step(ClassSums sums, double penalty) {
    double value = sums.loss();
    for (int i = 0; i < point.length; i++) {
      value += penalty * weight(i) * point[i] * point[i];
    }
    double[] next = new double[point.length];
    if (value > valueBefore + SLACK) {
      for (int i = 0; i < next.length; i++) {
        next[i] = (point[i] + before[i]) / 2;
      }
    } else {
      valueBefore = value;
      before = point;
      double[] step = newton(sums, penalty);
      for (int i = 0; i < next.length; i++) {
        next[i] = point[i] - step[i];
      }
    }
    moved = 0;
    for (int i = 0; i < next.length; i++) {
      moved = Math.max(moved, Math.abs(next[i] - point[i]));
    }
    point = next;
  }

  private double[] newton(ClassSums sums, double penalty) {
    int size = point.length;
    double[][] matrix = new double[size][];
    double[] step = new double[size];
    for (int i = 0; i < size; i++) {
      matrix[i] = new double[i + 1];
      for (int j = 0; j <= i; j++) {
        matrix[i][j] = sums.curvature(i, j);
      }
      matrix[i][i] += 2 * penalty * weight(i) + SLACK;
      step[i] = sums.gradient(i) + 2 * penalty * weight(i) * point[i];
    }
    if (!Cholesky.factor(matrix, size, LEAST_PIVOT)) {
      throw new IllegalStateException("The curvature of a logistic likelihood is not positive.");
    }
    Cholesky.solve(matrix, step);
    return step;
  }

  private double weight(int i) {
    int column = i % length;
    return column == length - 1 ? 0 : shrink[column];
  }
}

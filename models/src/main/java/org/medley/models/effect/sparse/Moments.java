package org.medley.models.effect.sparse;

import java.io.Serializable;

/**
 * Weighted sums over rows: of the columns, of their squares, of their products with the target and
 * with the columns that are not penalised.
 */
final class Moments implements Serializable {
  private static final long serialVersionUID = 1L;

  final double[] squares;
  final double[] withTarget;

  /** Products with 1, which is the intercept's column, and with each column not penalised. */
  final double[][] withFree;

  /** Products of these among themselves. */
  final double[][] free;

  /** Products of these with the target. */
  final double[] freeWithTarget;

  Moments(int columns, int frees) {
    squares = new double[columns];
    withTarget = new double[columns];
    withFree = new double[frees + 1][columns];
    free = new double[frees + 1][frees + 1];
    freeWithTarget = new double[frees + 1];
  }

  void add(SparseRows x, int row, int[] frees, double target, double weight) {
    double[] factor = {weight};
    x.addSquares(row, weight, squares);
    x.add(row, new double[] {weight * target}, withTarget);
    x.add(row, factor, withFree[0]);
    double[] values = new double[frees.length + 1];
    values[0] = 1;
    for (int z = 0; z < frees.length; z++) {
      values[z + 1] = x.at(row, frees[z]);
      if (values[z + 1] != 0) {
        x.add(row, new double[] {weight * values[z + 1]}, withFree[z + 1]);
      }
    }
    for (int a = 0; a < values.length; a++) {
      freeWithTarget[a] += weight * values[a] * target;
      for (int b = 0; b < values.length; b++) {
        free[a][b] += weight * values[a] * values[b];
      }
    }
  }

  Moments merge(Moments other) {
    LogisticSums.add(squares, other.squares);
    LogisticSums.add(withTarget, other.withTarget);
    LogisticSums.add(freeWithTarget, other.freeWithTarget);
    for (int z = 0; z < free.length; z++) {
      LogisticSums.add(withFree[z], other.withFree[z]);
      LogisticSums.add(free[z], other.free[z]);
    }
    return this;
  }

  double weight() {
    return free[0][0];
  }

  double mean(int column) {
    return withFree[0][column] / weight();
  }

  /** Mean square about the mean. */
  double variance(int column) {
    return squares[column] / weight() - mean(column) * mean(column);
  }
}

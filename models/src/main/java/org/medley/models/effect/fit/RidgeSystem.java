package org.medley.models.effect.fit;

import java.util.Arrays;
import org.medley.models.optimise.Cholesky;

/**
 * Ridge regression from sums: columns are standardised, the intercept is free, and the penalty is
 * per row (Hoerl and Kennard, Technometrics 1970;12:55).
 */
final class RidgeSystem {
  private static final double NO_SPREAD = 1e-10;
  private static final double LEAST_PIVOT = 1e-12;

  private final Gram gram;
  private final int size;
  private final double[] deviation;
  private final double[][] correlation;
  private final double[] right;

  /** A linear function of columns. */
  @SuppressWarnings("ArrayRecordComponent") // columns of numbers, compared by no one
  record Solution(double intercept, double[] coefficients) {}

  /** Of the first {@code size} columns of {@code gram}. */
  RidgeSystem(Gram gram, int size) {
    this.gram = gram;
    this.size = size;
    this.deviation = new double[size];
    this.right = new double[size];
    this.correlation = new double[size][];
    for (int i = 0; i < size; i++) {
      double variance = gram.covariance(i, i);
      double square = variance + gram.mean(i) * gram.mean(i);
      deviation[i] = variance > NO_SPREAD * square ? Math.sqrt(variance) : 0;
      right[i] = deviation[i] > 0 ? gram.covarianceWithTarget(i) / deviation[i] : 0;
      correlation[i] = new double[i + 1];
      for (int j = 0; j < i; j++) {
        double product = deviation[i] * deviation[j];
        correlation[i][j] = product > 0 ? gram.covariance(i, j) / product : 0;
      }
    }
  }

  /** The coefficients under {@code penalty} times {@code shrink} of each column. */
  Solution solve(double penalty, double[] shrink) {
    double[][] matrix = new double[size][];
    for (int i = 0; i < size; i++) {
      matrix[i] = correlation[i].clone();
      matrix[i][i] = 1 + penalty * shrink[i];
    }
    double[] b = right.clone();
    if (!Cholesky.factor(matrix, size, LEAST_PIVOT)) {
      Arrays.fill(b, 0);
    } else {
      Cholesky.solve(matrix, b);
    }
    double intercept = gram.meanTarget();
    for (int i = 0; i < size; i++) {
      b[i] = deviation[i] > 0 ? b[i] / deviation[i] : 0;
      intercept -= b[i] * gram.mean(i);
    }
    return new Solution(intercept, b);
  }
}

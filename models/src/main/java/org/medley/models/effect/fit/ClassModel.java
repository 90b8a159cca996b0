package org.medley.models.effect.fit;

import java.io.Serializable;
import java.util.Arrays;

/**
 * Probabilities of classes as a multinomial logistic function of the first columns of a basis;
 * class 0 is the reference.
 */
public final class ClassModel implements Serializable {
  private static final long serialVersionUID = 1L;

  private final Basis basis;
  private final int size;
  private final double[][] coefficients;

  /**
   * Of coefficients, one array for each class but the first: those of the columns, then the
   * intercept.
   */
  ClassModel(Basis basis, int size, double[][] coefficients) {
    this.basis = basis;
    this.size = size;
    this.coefficients = coefficients;
  }

  /** The probability of each class at {@code x}. */
  public double[] at(double[] x) {
    double[] columns = new double[size + 1];
    basis.fill(x, columns, size);
    columns[size] = 1;
    return probabilities(coefficients, columns);
  }

  static double[] probabilities(double[][] coefficients, double[] columns) {
    double[] p = new double[coefficients.length + 1];
    double highest = 0;
    for (int k = 1; k < p.length; k++) {
      double sum = 0;
      for (int j = 0; j < columns.length; j++) {
        sum += coefficients[k - 1][j] * columns[j];
      }
      p[k] = sum;
      highest = Math.max(highest, sum);
    }
    double total = 0;
    for (int k = 0; k < p.length; k++) {
      p[k] = Math.exp(p[k] - highest);
      total += p[k];
    }
    double all = total;
    Arrays.setAll(p, k -> p[k] / all);
    return p;
  }
}

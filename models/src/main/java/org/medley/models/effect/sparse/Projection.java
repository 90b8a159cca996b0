package org.medley.models.effect.sparse;

import java.util.stream.IntStream;
import org.medley.models.optimise.Cholesky;

/**
 * Takes out of columns and target what the intercept and other columns that are not penalised
 * explain (Frisch and Waugh, Econometrica 1933;1:387). Of the latter those that do not vary have no
 * part.
 */
final class Projection {
  private static final double LEAST_PIVOT = 1e-12;

  private final Moments moments;
  private final int[] used;
  private final double[][] factor;

  /**
   * Of the columns {@code frees}.
   *
   * @param deviation of all columns; 0 of those without part
   */
  Projection(Moments moments, int[] frees, double[] deviation) {
    this.moments = moments;
    this.used =
        IntStream.range(0, frees.length + 1)
            .filter(z -> z == 0 || deviation[frees[z - 1]] > 0)
            .toArray();
    this.factor = new double[used.length][used.length];
    for (int a = 0; a < used.length; a++) {
      for (int b = 0; b < used.length; b++) {
        factor[a][b] = moments.free[used[a]][used[b]] / moments.weight();
      }
    }
    if (!Cholesky.factor(factor, used.length, LEAST_PIVOT)) {
      throw new IllegalStateException(
          "Columns that are not penalised are linear combinations of each other.");
    }
  }

  /** What they explain of products of the columns with {@code values}, whose sums with them are. */
  void takeOut(double[] products, double[] sums) {
    double[] b = solved(sums);
    for (int a = 0; a < used.length; a++) {
      double[] with = moments.withFree[used[a]];
      for (int j = 0; j < products.length; j++) {
        products[j] -= b[a] * with[j];
      }
    }
  }

  /** Their sums of products with a linear function of the columns. */
  double[] sums(double[] coefficients) {
    double[] sums = new double[moments.freeWithTarget.length];
    for (int z : used) {
      for (int j = 0; j < coefficients.length; j++) {
        sums[z] += moments.withFree[z][j] * coefficients[j];
      }
    }
    return sums;
  }

  /** Their own coefficients, beside those of the other columns: the intercept, then the rest. */
  double[] coefficients(double[] others) {
    double[] sums = sums(others);
    for (int z = 0; z < sums.length; z++) {
      sums[z] = moments.freeWithTarget[z] - sums[z];
    }
    double[] b = solved(sums);
    double[] all = new double[sums.length];
    for (int a = 0; a < used.length; a++) {
      all[used[a]] = b[a];
    }
    return all;
  }

  private double[] solved(double[] sums) {
    double[] b = new double[used.length];
    for (int a = 0; a < used.length; a++) {
      b[a] = sums[used[a]] / moments.weight();
    }
    Cholesky.solve(factor, b);
    return b;
  }
}

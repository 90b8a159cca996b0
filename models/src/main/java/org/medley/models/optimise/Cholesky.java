package org.medley.models.optimise;

/** Triangular factors of small symmetric matrices, of which only the lower triangle is read. */
public final class Cholesky {
  private Cholesky() {}

  /**
   * Replaces the lower triangle of the first {@code size} rows by the factor L of the matrix, which
   * is L times its transpose. A row depends only on those before it.
   *
   * @return false if a pivot is not above {@code least}, so that the matrix counts as singular
   */
  public static boolean factor(double[][] matrix, int size, double least) {
    for (int i = 0; i < size; i++) {
      for (int j = 0; j <= i; j++) {
        double sum = matrix[i][j];
        for (int k = 0; k < j; k++) {
          sum -= matrix[i][k] * matrix[j][k];
        }
        if (j < i) {
          matrix[i][j] = sum / matrix[j][j];
        } else if (sum > least) {
          matrix[i][i] = Math.sqrt(sum);
        } else {
          return false;
        }
      }
    }
    return true;
  }

  /** Solves L L' x = b in place, given the factor L. */
  public static void solve(double[][] factor, double[] b) {
    int size = b.length;
    for (int i = 0; i < size; i++) {
      for (int j = 0; j < i; j++) {
        b[i] -= factor[i][j] * b[j];
      }
      b[i] /= factor[i][i];
    }
    for (int i = size - 1; i >= 0; i--) {
      for (int j = i + 1; j < size; j++) {
        b[i] -= factor[j][i] * b[j];
      }
      b[i] /= factor[i][i];
    }
  }

  /** The largest element on the diagonal of the inverse of L L'. */
  public static double largestOfInverse(double[][] factor, int size) {
    double largest = 0;
    for (int column = 0; column < size; column++) {
      double[] inverse = new double[size];
      double squares = 0;
      for (int i = column; i < size; i++) {
        double value = i == column ? 1 : 0;
        for (int j = column; j < i; j++) {
          value -= factor[i][j] * inverse[j];
        }
        inverse[i] = value / factor[i][i];
        squares += inverse[i] * inverse[i];
      }
      largest = Math.max(largest, squares);
    }
    return largest;
  }
}

package org.medley.models.effect.sparse;

import java.io.Serializable;
import java.util.Arrays;

/**
 * Columns of rows, of which only what is not 0 is kept. Coefficients of several models lie beside
 * each other, those of a column together: number {@code column * lanes + lane}.
 */
final class SparseRows implements Serializable {
  private static final long serialVersionUID = 1L;

  private final int[] start;
  private final int[] index;
  private final double[] value;

  private SparseRows(int[] start, int[] index, double[] value) {
    this.start = start;
    this.index = index;
    this.value = value;
  }

  int size() {
    return start.length - 1;
  }

  /** Adds the row's value of each lane's linear function to {@code sums}. */
  void multiply(int row, double[] coefficients, double[] sums) {
    int lanes = sums.length;
    for (int k = start[row]; k < start[row + 1]; k++) {
      double x = value[k];
      int at = index[k] * lanes;
      for (int lane = 0; lane < lanes; lane++) {
        sums[lane] += x * coefficients[at + lane];
      }
    }
  }

  /** Adds the row's columns times each lane's factor to {@code into}. */
  void add(int row, double[] factors, double[] into) {
    int lanes = factors.length;
    for (int k = start[row]; k < start[row + 1]; k++) {
      double x = value[k];
      int at = index[k] * lanes;
      for (int lane = 0; lane < lanes; lane++) {
        into[at + lane] += x * factors[lane];
      }
    }
  }

  /** Adds the squares of the row's columns times {@code factor} to {@code into}. */
  void addSquares(int row, double factor, double[] into) {
    for (int k = start[row]; k < start[row + 1]; k++) {
      into[index[k]] += factor * value[k] * value[k];
    }
  }

  /** The row's value of {@code column}. */
  double at(int row, int column) {
    int k = Arrays.binarySearch(index, start[row], start[row + 1], column);
    return k < 0 ? 0 : value[k];
  }

  /** Takes rows one by one. */
  static final class Builder {
    private static final int FIRST = 1_024;

    private int rows;
    private int[] start = new int[FIRST];
    private int[] index = new int[FIRST];
    private double[] value = new double[FIRST];

    /** Adds a row. */
    void add(double[] columns) {
      int at = start[rows];
      for (int j = 0; j < columns.length; j++) {
        if (columns[j] != 0) {
          if (at == index.length) {
            index = Arrays.copyOf(index, 2 * at);
            value = Arrays.copyOf(value, 2 * at);
          }
          index[at] = j;
          value[at++] = columns[j];
        }
      }
      rows++;
      if (rows == start.length) {
        start = Arrays.copyOf(start, 2 * rows);
      }
      start[rows] = at;
    }

    SparseRows build() {
      int kept = start[rows];
      return new SparseRows(
          Arrays.copyOf(start, rows + 1), Arrays.copyOf(index, kept), Arrays.copyOf(value, kept));
    }
  }
}

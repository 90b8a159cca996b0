package org.medley.models.effect.unit;

import java.io.Serializable;
import org.apache.spark.ml.linalg.SparseVector;
import org.apache.spark.ml.linalg.Vector;

/** Means, spreads and kinds of columns, from sums over what is not 0 in the rows. */
final class ColumnMoments implements Serializable {
  private static final long serialVersionUID = 1L;
  private static final double NO_SPREAD = 1e-12;

  private final double[] first;
  private final double[] sum;
  private final double[] squares;
  private final double[] low;
  private final double[] high;
  private final boolean[] between;
  private final long[] filled;
  private long rows;

  /** No rows yet; sums are taken about {@code first}, a row, so that they lose no digits. */
  ColumnMoments(double[] first) {
    int width = first.length;
    this.first = first;
    this.sum = new double[width];
    this.squares = new double[width];
    this.low = first.clone();
    this.high = first.clone();
    this.between = new boolean[width];
    this.filled = new long[width];
  }

  ColumnMoments add(Vector vector) {
    if (vector instanceof SparseVector sparse) {
      int[] index = sparse.indices();
      double[] values = sparse.values();
      for (int k = 0; k < index.length; k++) {
        add(index[k], values[k]);
      }
    } else {
      double[] values = vector.toArray();
      for (int j = 0; j < values.length; j++) {
        add(j, values[j]);
      }
    }
    rows++;
    return this;
  }

  private void add(int j, double x) {
    if (x != 0) {
      double value = x - first[j];
      sum[j] += value;
      squares[j] += value * value;
      filled[j]++;
      see(j, x);
    }
  }

  ColumnMoments merge(ColumnMoments other) {
    for (int j = 0; j < sum.length; j++) {
      sum[j] += other.sum[j];
      squares[j] += other.squares[j];
      filled[j] += other.filled[j];
      between[j] |= other.between[j];
      see(j, other.low[j]);
      see(j, other.high[j]);
    }
    rows += other.rows;
    return this;
  }

  /** The same once all rows have been added: zeros are seen only now. */
  ColumnMoments complete() {
    for (int j = 0; j < sum.length; j++) {
      long zeros = rows - filled[j];
      if (zeros > 0) {
        sum[j] -= zeros * first[j];
        squares[j] += zeros * first[j] * first[j];
        see(j, 0);
      }
    }
    return this;
  }

  private void see(int j, double value) {
    boolean inside = value > low[j] && value < high[j];
    boolean moves = (value < low[j] || value > high[j]) && low[j] < high[j];
    between[j] |= inside || moves;
    low[j] = Math.min(low[j], value);
    high[j] = Math.max(high[j], value);
  }

  double mean(int j) {
    return first[j] + sum[j] / rows;
  }

  /** Standard deviation; 0 of a constant. */
  double deviation(int j) {
    double offset = sum[j] / rows;
    double variance = squares[j] / rows - offset * offset;
    return high[j] > low[j] && variance > NO_SPREAD * squares[j] / rows ? Math.sqrt(variance) : 0;
  }

  /** Whether there are more than two values. */
  boolean many(int j) {
    return between[j];
  }

  /** Share of the rows in which it is not 0. */
  double filled(int j) {
    return filled[j] / (double) rows;
  }
}

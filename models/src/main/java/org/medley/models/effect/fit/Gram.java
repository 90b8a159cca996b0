package org.medley.models.effect.fit;

import java.io.Serializable;

/**
 * Weighted sums of the products of columns and target over rows: all that least squares needs. The
 * sums of the first columns alone are a prefix of these.
 */
final class Gram implements Serializable {
  private static final long serialVersionUID = 1L;

  private final double[] sums;
  private final double[] products;
  private final double[] withTarget;
  private double weight;
  private double target;
  private double squares;

  Gram(int columns) {
    sums = new double[columns];
    products = new double[columns * (columns + 1) / 2];
    withTarget = new double[columns];
  }

  void add(double[] columns, double y, double w) {
    int next = 0;
    for (int i = 0; i < sums.length; i++) {
      double x = w * columns[i];
      if (x == 0) {
        next += i + 1;
        continue;
      }
      sums[i] += x;
      withTarget[i] += x * y;
      for (int j = 0; j <= i; j++) {
        products[next + j] += x * columns[j];
      }
      next += i + 1;
    }
    weight += w;
    target += w * y;
    squares += w * y * y;
  }

  Gram merge(Gram other) {
    add(sums, other.sums);
    add(products, other.products);
    add(withTarget, other.withTarget);
    weight += other.weight;
    target += other.target;
    squares += other.squares;
    return this;
  }

  private static void add(double[] to, double[] more) {
    for (int i = 0; i < to.length; i++) {
      to[i] += more[i];
    }
  }

  int columns() {
    return sums.length;
  }

  double weight() {
    return weight;
  }

  double meanTarget() {
    return target / weight;
  }

  /** Mean square of the target about its mean. */
  double variance() {
    return squares / weight - meanTarget() * meanTarget();
  }

  double mean(int i) {
    return sums[i] / weight;
  }

  /** Covariance of two columns, the second not after the first. */
  double covariance(int i, int j) {
    return products[i * (i + 1) / 2 + j] / weight - mean(i) * mean(j);
  }

  double covarianceWithTarget(int i) {
    return withTarget[i] / weight - mean(i) * meanTarget();
  }

  /** Sum of the weighted squared errors of a linear function of the first columns. */
  double squaredError(double intercept, double[] b) {
    double sum = squares - 2 * intercept * target + intercept * intercept * weight;
    for (int i = 0; i < b.length; i++) {
      int row = i * (i + 1) / 2;
      double inner = 0;
      for (int j = 0; j < i; j++) {
        inner += b[j] * products[row + j];
      }
      sum += b[i] * (2 * (inner + intercept * sums[i] - withTarget[i]) + b[i] * products[row + i]);
    }
    return sum;
  }
}

package org.medley.models.effect.learner;

import java.io.Serializable;

/**
 * Weighted sums of products, by fold, of the residual of the outcome and of each candidate's effect
 * times the residual of the treatment; the last candidate is an effect of 1. All that the R-loss of
 * any combination needs.
 */
final class StackSums implements Serializable {
  private static final long serialVersionUID = 1L;

  private final int size;
  private final double[][] products;
  private final double[] weight;

  /** Of {@code candidates}, the constant included. */
  StackSums(int folds, int candidates) {
    this.size = candidates + 1;
    this.products = new double[folds][size * size];
    this.weight = new double[folds];
  }

  /** Adds a row, as the residual of its outcome and what each candidate expects of it. */
  void add(int fold, double[] values, double rowWeight) {
    double[] sums = products[fold];
    for (int i = 0; i < size; i++) {
      for (int j = 0; j < size; j++) {
        sums[i * size + j] += rowWeight * values[i] * values[j];
      }
    }
    weight[fold] += rowWeight;
  }

  StackSums merge(StackSums other) {
    for (int fold = 0; fold < products.length; fold++) {
      addTo(products[fold], other.products[fold]);
      weight[fold] += other.weight[fold];
    }
    return this;
  }

  private static void addTo(double[] to, double[] more) {
    for (int i = 0; i < to.length; i++) {
      to[i] += more[i];
    }
  }

  /** The sums of the folds outside {@code without}, a set of bits. */
  Stack outside(int without) {
    double[] total = new double[size * size];
    double sum = 0;
    for (int fold = 0; fold < products.length; fold++) {
      if ((without >> fold & 1) == 0) {
        addTo(total, products[fold]);
        sum += weight[fold];
      }
    }
    return new Stack(size, total, sum);
  }

  int folds() {
    return products.length;
  }
}

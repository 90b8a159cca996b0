package org.medley.models.effect.fit;

import java.io.Serializable;

/** Loss, gradient and curvature of a multinomial logistic likelihood, summed over rows. */
final class ClassSums implements Serializable {
  private static final long serialVersionUID = 1L;
  private static final double LEAST = 1e-300;

  private final int length;
  private final double[] gradient;
  private final double[] curvature;
  private double loss;
  private double weight;
  private final double[] held;

  /**
   * No rows.
   *
   * @param classes but the reference
   * @param length of the columns with the intercept
   */
  ClassSums(int classes, int length, int folds) {
    this.length = length;
    held = new double[folds];
    int size = classes * length;
    gradient = new double[size];
    curvature = new double[size * (size + 1) / 2];
  }

  void add(double[][] coefficients, double[] columns, int label, double w) {
    double[] p = ClassModel.probabilities(coefficients, columns);
    loss -= w * Math.log(Math.max(LEAST, p[label]));
    weight += w;
    for (int k = 0; k < coefficients.length; k++) {
      double residual = w * (p[k + 1] - (label == k + 1 ? 1 : 0));
      for (int i = 0; i < length; i++) {
        gradient[k * length + i] += residual * columns[i];
      }
      for (int l = 0; l <= k; l++) {
        bend(k, l, w * p[k + 1] * ((k == l ? 1 : 0) - p[l + 1]), columns);
      }
    }
  }

  private void bend(int k, int l, double factor, double[] columns) {
    for (int i = 0; i < length; i++) {
      double value = factor * columns[i];
      if (value == 0) {
        continue;
      }
      int row = k * length + i;
      int start = row * (row + 1) / 2 + l * length;
      int last = k == l ? i : length - 1;
      for (int j = 0; j <= last; j++) {
        curvature[start + j] += value * columns[j];
      }
    }
  }

  void hold(double[][] coefficients, double[] columns, int label, double w, int fold) {
    double[] p = ClassModel.probabilities(coefficients, columns);
    held[fold] -= w * Math.log(Math.max(LEAST, p[label]));
  }

  ClassSums merge(ClassSums other) {
    for (int i = 0; i < gradient.length; i++) {
      gradient[i] += other.gradient[i];
    }
    for (int i = 0; i < curvature.length; i++) {
      curvature[i] += other.curvature[i];
    }
    loss += other.loss;
    weight += other.weight;
    for (int fold = 0; fold < held.length; fold++) {
      held[fold] += other.held[fold];
    }
    return this;
  }

  double loss() {
    return loss / weight;
  }

  double gradient(int i) {
    return gradient[i] / weight;
  }

  double curvature(int i, int j) {
    return curvature[i * (i + 1) / 2 + j] / weight;
  }

  /** Summed loss of the rows left out, by fold. */
  double[] held() {
    return held;
  }
}

package org.medley.models.effect.sparse;

import java.io.Serializable;

/**
 * Losses and gradients of multinomial logistic models side by side, summed over rows. A model takes
 * the rows outside the folds that it leaves out; the loss of the others is kept by fold.
 */
final class LogisticSums implements Serializable {
  private static final long serialVersionUID = 1L;
  private static final double LEAST = 1e-300;

  private final int[] without;
  private final int others;
  private final int folds;
  private final int columns;
  private final double[] gradient;
  private final double[] loss;
  private final double[] weight;
  private final double[] held;

  /**
   * No rows.
   *
   * @param others classes but the reference
   */
  LogisticSums(int[] without, int others, int folds, int columns) {
    this.without = without;
    this.others = others;
    this.folds = folds;
    this.columns = columns;
    gradient = new double[(columns + 1) * without.length * others];
    loss = new double[without.length];
    weight = new double[without.length];
    held = new double[without.length * folds];
  }

  /** Adds rows under coefficients, those of the intercepts last. */
  LogisticSums add(LabelledRows rows, double[] coefficients) {
    int lanes = without.length * others;
    double[] values = new double[lanes];
    double[] factors = new double[lanes];
    for (int row = 0; row < rows.x().size(); row++) {
      System.arraycopy(coefficients, columns * lanes, values, 0, lanes);
      rows.x().multiply(row, coefficients, values);
      for (int model = 0; model < without.length; model++) {
        one(model, rows.label(row), rows.fold(row), rows.weight(row), values, factors);
      }
      rows.x().add(row, factors, gradient);
      for (int lane = 0; lane < lanes; lane++) {
        gradient[columns * lanes + lane] += factors[lane];
      }
    }
    return this;
  }

  private void one(int model, int label, int fold, double w, double[] values, double[] factors) {
    int from = model * others;
    double highest = 0;
    for (int k = 0; k < others; k++) {
      highest = Math.max(highest, values[from + k]);
    }
    double own = label == 0 ? Math.exp(-highest) : Math.exp(values[from + label - 1] - highest);
    double total = Math.exp(-highest);
    for (int k = 0; k < others; k++) {
      factors[from + k] = Math.exp(values[from + k] - highest);
      total += factors[from + k];
    }
    double lost = -w * Math.log(Math.max(LEAST, own / total));
    boolean inside = (without[model] >> fold & 1) == 0;
    for (int k = 0; k < others; k++) {
      factors[from + k] = inside ? w * (factors[from + k] / total - (label == k + 1 ? 1 : 0)) : 0;
    }
    if (inside) {
      loss[model] += lost;
      weight[model] += w;
    } else {
      held[model * folds + fold] += lost;
    }
  }

  LogisticSums merge(LogisticSums other) {
    add(gradient, other.gradient);
    add(loss, other.loss);
    add(weight, other.weight);
    add(held, other.held);
    return this;
  }

  static void add(double[] to, double[] more) {
    for (int i = 0; i < to.length; i++) {
      to[i] += more[i];
    }
  }

  double loss(int model) {
    return loss[model] / weight[model];
  }

  /** The derivative of the mean loss of the lane's model; {@code column} may be the intercept. */
  double gradient(int column, int lane) {
    int model = lane / others;
    return gradient[column * without.length * others + lane] / weight[model];
  }

  double held(int model, int fold) {
    return held[model * folds + fold];
  }
}

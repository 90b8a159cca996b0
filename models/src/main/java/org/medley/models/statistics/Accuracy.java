package org.medley.models.statistics;

/** Weighted point estimates that need one pass and no order. */
public final class Accuracy {
  private Accuracy() {}

  /** Share of the outcome. */
  public static double prevalence(double[] label, double[] weight) {
    return mean(label, weight);
  }

  /** Mean squared difference of risk and label (Brier 1950). */
  public static double brier(double[] label, double[] risk, double[] weight) {
    double[] squares = new double[label.length];
    for (int i = 0; i < squares.length; i++) {
      squares[i] = (label[i] - risk[i]) * (label[i] - risk[i]);
    }
    return mean(squares, weight);
  }

  /** One minus Brier over that of the prevalence; NaN where only one class is there. */
  public static double scaledBrier(double[] label, double[] risk, double[] weight) {
    double p = prevalence(label, weight);
    return 1 - brier(label, risk, weight) / (p * (1 - p));
  }

  /** Mean negative log likelihood of the labels, risks cut to [1e-12, 1 - 1e-12]. */
  public static double logLoss(double[] label, double[] risk, double[] weight) {
    double[] losses = new double[label.length];
    for (int i = 0; i < losses.length; i++) {
      double p = Math.min(Math.max(risk[i], 1e-12), 1 - 1e-12);
      losses[i] = -(label[i] * Math.log(p) + (1 - label[i]) * Math.log(1 - p));
    }
    return mean(losses, weight);
  }

  /** Observed outcomes over expected ones. */
  public static double observedOverExpected(double[] label, double[] risk, double[] weight) {
    return mean(label, weight) / mean(risk, weight);
  }

  private static double mean(double[] values, double[] weight) {
    double sum = 0;
    double total = 0;
    for (int i = 0; i < values.length; i++) {
      sum += weight[i] * values[i];
      total += weight[i];
    }
    return sum / total;
  }
}

package org.medley.models.explain;

import org.apache.spark.ml.linalg.Vector;

/** Contributions of a linear predictor: coefficient times distance from the training mean. */
public final class LinearContributions implements Contributions {
  private static final long serialVersionUID = 1L;

  private final double base;
  private final double[] coefficients;
  private final double[] centre;

  /**
   * Of the predictor {@code intercept + coefficients * x}.
   *
   * @param centre means of the training members on the scale of x
   */
  public LinearContributions(double intercept, double[] coefficients, double[] centre) {
    double sum = intercept;
    for (int j = 0; j < coefficients.length; j++) {
      sum += coefficients[j] * centre[j];
    }
    this.base = sum;
    this.coefficients = coefficients.clone();
    this.centre = centre.clone();
  }

  @Override
  public double base() {
    return base;
  }

  @Override
  public double[] of(Vector features) {
    double[] x = features.toArray();
    double[] parts = new double[x.length];
    for (int j = 0; j < parts.length; j++) {
      parts[j] = coefficients[j] == 0 ? 0 : coefficients[j] * (x[j] - centre[j]);
    }
    return parts;
  }
}

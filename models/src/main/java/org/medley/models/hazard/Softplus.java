package org.medley.models.hazard;

/** log(1 + exp(x)), which is minus the log of one minus a logistic hazard. */
final class Softplus {
  private Softplus() {}

  static double of(double x) {
    return x > 0 ? x + Math.log1p(Math.exp(-x)) : Math.log1p(Math.exp(x));
  }
}

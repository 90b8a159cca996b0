package org.medley.models.explain;

import java.util.Arrays;
import java.util.List;
import org.apache.spark.ml.linalg.Vector;
import org.medley.models.hazard.Linear;
import org.medley.models.hazard.RiskFunction;

/**
 * Contributions to log odds that are a function of one or two linear predictors. The change from
 * the average training member is first split between the predictors by Shapley values (Contrib
 * Theory Games 1953;2:307), the mean over the orders in which they may change, and each share then
 * between the covariates in proportion to their terms in that predictor; for one predictor this is
 * the integrated gradient (Sundararajan et al., ICML 2017). The parts add up.
 */
public final class RiskContributions implements Contributions {
  private static final long serialVersionUID = 1L;
  private static final double SMALL = 1e-8;
  private static final double STEP = 1e-4;

  private final RiskFunction risk;
  private final double[] centre;
  private final double[] average;
  private final double base;

  /**
   * @param risk of at most two predictors
   * @param centre means of the training members on the scale of the features
   */
  public RiskContributions(RiskFunction risk, double[] centre) {
    this.risk = risk;
    this.centre = centre.clone();
    this.average = risk.predictors().stream().mapToDouble(linear -> linear.of(centre)).toArray();
    this.base = risk.logOdds(average);
  }

  @Override
  public double base() {
    return base;
  }

  @Override
  public double[] of(Vector features) {
    double[] x = features.toArray();
    List<Linear> predictors = risk.predictors();
    double[] own = predictors.stream().mapToDouble(linear -> linear.of(features)).toArray();
    double[] parts = new double[x.length];
    for (int k = 0; k < own.length; k++) {
      double slope = slope(k, own);
      double[] coefficients = predictors.get(k).coefficients();
      for (int j = 0; j < parts.length; j++) {
        if (coefficients[j] != 0) {
          parts[j] += slope * coefficients[j] * (x[j] - centre[j]);
        }
      }
    }
    return parts;
  }

  /** Change of the log odds per change of predictor {@code k}. */
  private double slope(int k, double[] own) {
    double change = own[k] - average[k];
    double to = own[k];
    double from = average[k];
    if (Math.abs(change) < SMALL) {
      to = average[k] + STEP;
      from = average[k] - STEP;
      change = to - from;
    }
    double first = risk.logOdds(with(average, k, to)) - risk.logOdds(with(average, k, from));
    double last = risk.logOdds(with(own, k, to)) - risk.logOdds(with(own, k, from));
    return (first + last) / 2 / change;
  }

  private static double[] with(double[] values, int k, double value) {
    double[] copy = Arrays.copyOf(values, values.length);
    copy[k] = value;
    return copy;
  }
}

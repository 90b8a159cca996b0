package org.medley.models.effect.heterogeneity;

import org.apache.commons.math3.distribution.NormalDistribution;
import org.medley.models.statistics.Estimate;

/**
 * The best linear predictor of the individual effects (Chernozhukov, Demirer, Duflo and
 * Fernández-Val, Econometrica 2025;93:1121; arXiv 1712.04802): doubly robust scores regressed on
 * the predicted effects less their mean in the fold. The mean coefficient is the average effect;
 * the other is 1 if predictions are right and 0 if they say nothing. Standard errors are robust,
 * summed by subject.
 *
 * @param mean the average effect
 * @param coefficient of the predicted effects
 * @param p of the one-sided test that the coefficient is not above 0; NaN where not assessable
 */
public record LinearPredictor(Estimate mean, Estimate coefficient, double p) {
  private static final double NO_SPREAD = 1e-12;

  static LinearPredictor of(HeldOut held) {
    int n = held.size();
    double[] x = held.withinFolds(held.effect());
    double[] y = held.withinFolds(held.score());
    double total = 0;
    double sum = 0;
    double products = 0;
    double squares = 0;
    double size = 0;
    for (int i = 0; i < n; i++) {
      double weight = held.weight()[i];
      total += weight;
      sum += weight * held.score()[i];
      products += weight * x[i] * y[i];
      squares += weight * x[i] * x[i];
      size += weight * held.effect()[i] * held.effect()[i];
    }
    double average = sum / total;
    double[] ofMean = new double[n];
    double[] ofSlope = new double[n];
    double slope = products / squares;
    for (int i = 0; i < n; i++) {
      ofMean[i] = held.weight()[i] * (held.score()[i] - average);
      ofSlope[i] = held.weight()[i] * x[i] * (y[i] - slope * x[i]);
    }
    Estimate mean =
        Estimate.wald(average, error(held, ofMean) / total, "mean of doubly robust scores");
    if (!(squares > NO_SPREAD * size) || held.clusters().count() < 2) {
      return new LinearPredictor(
          mean, Estimate.notAssessable("all predicted effects are the same"), Double.NaN);
    }
    double error = error(held, ofSlope) / squares;
    double p = 1 - new NormalDistribution(null, 0, 1).cumulativeProbability(slope / error);
    return new LinearPredictor(
        mean, Estimate.wald(slope, error, "best linear predictor, robust standard error"), p);
  }

  private static double error(HeldOut held, double[] influence) {
    double sum = 0;
    for (double cluster : held.clusters().sums(influence)) {
      sum += cluster * cluster;
    }
    int count = held.clusters().count();
    return Math.sqrt(sum * count / (count - 1));
  }
}

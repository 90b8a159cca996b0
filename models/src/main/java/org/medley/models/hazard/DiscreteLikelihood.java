package org.medley.models.hazard;

import java.util.Arrays;
import org.medley.models.optimise.Smooth;

/**
 * The mean negative log likelihood of a logistic hazard per interval (Cox 1972; Singer and Willett,
 * J Educ Stat 1993;18:155), plus a ridge: one row per person and interval at risk, without making
 * those rows. Arguments are the coefficients of standardised covariates, then the log odds of each
 * interval for a row at the means. One pass gives value and gradient.
 */
final class DiscreteLikelihood implements Smooth {
  private final TimedRows rows;
  private final Intervals intervals;
  private final double ridge;
  private double[] last;
  private double[] sums;

  DiscreteLikelihood(TimedRows rows, Intervals intervals, double ridge) {
    this.rows = rows;
    this.intervals = intervals;
    this.ridge = ridge;
  }

  @Override
  public double value(double[] x) {
    double squares = 0;
    for (int j = 0; j < rows.width(); j++) {
      squares += x[j] * x[j];
    }
    return sumsAt(x)[x.length] / rows.weight() + ridge / 2 * squares;
  }

  @Override
  public double[] gradient(double[] x) {
    double[] all = sumsAt(x);
    int width = rows.width();
    double[] covariates = rows.standardised(all, all[x.length + 1]);
    double[] gradient = new double[x.length];
    for (int j = 0; j < x.length; j++) {
      gradient[j] =
          (j < width ? covariates[j] : all[j]) / rows.weight() + (j < width ? ridge * x[j] : 0);
    }
    return gradient;
  }

  /** Sums of the gradient's entries, of the negative log likelihood and of the residuals. */
  private double[] sumsAt(double[] x) {
    if (!Arrays.equals(x, last)) {
      int width = rows.width();
      Linear linear = rows.linear(Arrays.copyOf(x, width));
      double[] odds = Arrays.copyOfRange(x, width, x.length);
      Intervals own = intervals;
      sums = rows.sum(block -> part(block, linear, odds, own, width), x.length + 2);
      last = x.clone();
    }
    return sums;
  }

  private static double[] part(
      Block block, Linear linear, double[] odds, Intervals intervals, int width) {
    double[] sums = new double[width + odds.length + 2];
    for (int i = 0; i < block.size(); i++) {
      boolean event = block.cause()[i] == 1;
      int seen = intervals.seen(block.day()[i], event);
      double predictor = linear.offset() + block.dot(i, linear.coefficients());
      double weight = block.weight()[i];
      double residual = 0;
      for (int k = 0; k < seen; k++) {
        if (!intervals.used(k)) {
          continue;
        }
        double label = event && k == seen - 1 ? 1 : 0;
        double logit = odds[k] + predictor;
        double error = weight * (1 / (1 + Math.exp(-logit)) - label);
        residual += error;
        sums[width + k] += error;
        sums[width + odds.length] += weight * (Softplus.of(logit) - label * logit);
      }
      block.add(i, residual, sums);
      sums[width + odds.length + 1] += residual;
    }
    return sums;
  }
}

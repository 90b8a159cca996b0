package org.medley.models.statistics;

import org.apache.commons.math3.distribution.TDistribution;

/**
 * A random-effects summary of estimates from several clusters: the variance between them of
 * DerSimonian and Laird (Control Clin Trials 1986;7:177), the mean with the interval of Hartung,
 * Knapp and Sidik and Jonkman, and the interval in which the value of a new cluster is expected
 * (Higgins, Thompson and Spiegelhalter, J R Stat Soc A 2009;172:137).
 *
 * @param clusters how many, at least two
 * @param mean over clusters
 * @param low lower end of its 95 percent interval
 * @param high upper end
 * @param between variance between clusters
 * @param newLow lower end of the 95 percent prediction interval; NaN for two clusters
 * @param newHigh upper end
 */
public record RandomEffects(
    int clusters,
    double mean,
    double low,
    double high,
    double between,
    double newLow,
    double newHigh) {
  private static final double UPPER = 0.975;

  /** The summary of {@code values} with {@code errors}, their standard errors, all above 0. */
  public static RandomEffects of(double[] values, double[] errors) {
    int k = values.length;
    if (k < 2 || errors.length != k) {
      throw new IllegalArgumentException("A summary needs two estimates with their errors.");
    }
    double between = between(values, errors);
    double[] weights = new double[k];
    double total = 0;
    double sum = 0;
    for (int i = 0; i < k; i++) {
      weights[i] = 1 / (errors[i] * errors[i] + between);
      total += weights[i];
      sum += weights[i] * values[i];
    }
    double mean = sum / total;
    double spread = 0;
    for (int i = 0; i < k; i++) {
      spread += weights[i] * (values[i] - mean) * (values[i] - mean);
    }
    double variance = spread / (k - 1) / total;
    double half = quantile(k - 1) * Math.sqrt(variance);
    double expected = k < 3 ? Double.NaN : quantile(k - 2) * Math.sqrt(between + 1 / total);
    return new RandomEffects(
        k, mean, mean - half, mean + half, between, mean - expected, mean + expected);
  }

  private static double between(double[] values, double[] errors) {
    double total = 0;
    double squares = 0;
    double sum = 0;
    for (int i = 0; i < values.length; i++) {
      double weight = 1 / (errors[i] * errors[i]);
      total += weight;
      squares += weight * weight;
      sum += weight * values[i];
    }
    double q = 0;
    for (int i = 0; i < values.length; i++) {
      double apart = values[i] - sum / total;
      q += apart * apart / (errors[i] * errors[i]);
    }
    return Math.max(0, (q - (values.length - 1)) / (total - squares / total));
  }

  private static double quantile(int freedom) {
    return new TDistribution(null, freedom).inverseCumulativeProbability(UPPER);
  }
}

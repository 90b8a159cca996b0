package org.medley.models.explain;

import java.util.Arrays;
import org.apache.spark.ml.linalg.Vector;
import org.medley.models.statistics.LogisticFit;

/**
 * Contributions to a probability, as contributions to its log odds: each is multiplied by the same
 * number, the row's change of log odds over its change of probability, so that they add up. The
 * probability is cut to [least, 1 - least] before its log odds are taken.
 */
public final class LogOddsContributions implements Contributions {
  private static final long serialVersionUID = 1L;
  private static final double SMALL = 1e-9;

  private final Contributions probability;
  private final double least;
  private final double base;

  /**
   * @param probability whose base and parts add up to a probability
   * @param least lowest probability that is told apart
   */
  public LogOddsContributions(Contributions probability, double least) {
    this.probability = probability;
    this.least = least;
    this.base = logOdds(probability.base());
  }

  @Override
  public double base() {
    return base;
  }

  @Override
  public double[] of(Vector features) {
    double[] parts = probability.of(features);
    double change = Arrays.stream(parts).sum();
    double factor =
        Math.abs(change) < SMALL ? slope() : (logOdds(probability.base() + change) - base) / change;
    return Arrays.stream(parts).map(part -> part * factor).toArray();
  }

  private double slope() {
    double p = cut(probability.base());
    return 1 / (p * (1 - p));
  }

  private double logOdds(double p) {
    return LogisticFit.logit(cut(p));
  }

  private double cut(double p) {
    return Math.min(Math.max(p, least), 1 - least);
  }
}

package org.medley.models.statistics;

/** Average precision of one set of predictions under many weightings; sorts once. */
public final class Precision {
  private final Ranking ranking;

  /** Sorts {@code p} by score. */
  public Precision(Predictions p) {
    this.ranking = new Ranking(p.label(), p.score());
  }

  /**
   * Average precision: the sum over falling thresholds of the gain in recall times the precision
   * there, one threshold per distinct score; no interpolation. NaN without positives.
   */
  public double average(double[] weight) {
    return ranking.averagePrecision(weight);
  }
}

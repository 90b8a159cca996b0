package org.medley.models.statistics;

/** The AUROC of one set of labels and scores under many weightings; sorts once. */
public final class RankedLabels {
  private final Ranking ranking;

  /** Sorts by score. */
  public RankedLabels(double[] label, double[] score) {
    this.ranking = new Ranking(label, score);
  }

  /** Area under the curve, ties counting half; NaN unless both classes have weight. */
  public double auroc(double[] weight) {
    return ranking.auroc(weight);
  }
}

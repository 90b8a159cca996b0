package org.medley.models.statistics;

/**
 * Weighted counts at a threshold; those with a score of at least the threshold are flagged.
 *
 * @param truePositive flagged with the outcome
 * @param falsePositive flagged without it
 * @param falseNegative not flagged, with the outcome
 * @param trueNegative not flagged, without it
 */
public record Confusion(
    double truePositive, double falsePositive, double falseNegative, double trueNegative) {
  private static final double PER = 100;

  /** Counts of {@code label} and {@code score} at {@code threshold}. */
  public static Confusion at(double[] label, double[] score, double[] weight, double threshold) {
    double[] cells = new double[4];
    for (int i = 0; i < label.length; i++) {
      int cell = (score[i] >= threshold ? 0 : 2) + (label[i] > 0.5 ? 0 : 1);
      cells[cell] += weight[i];
    }
    return new Confusion(cells[0], cells[1], cells[2], cells[3]);
  }

  /** Share flagged of those with the outcome; NaN without any. */
  public double sensitivity() {
    return truePositive / (truePositive + falseNegative);
  }

  /** Share not flagged of those without the outcome; NaN without any. */
  public double specificity() {
    return trueNegative / (trueNegative + falsePositive);
  }

  /** Positive predictive value; NaN where nobody is flagged. */
  public double precision() {
    return truePositive / (truePositive + falsePositive);
  }

  /** Negative predictive value; NaN where everybody is flagged. */
  public double negativePredictiveValue() {
    return trueNegative / (trueNegative + falseNegative);
  }

  /** Share flagged. */
  public double alertRate() {
    return (truePositive + falsePositive) / total();
  }

  /** Share with the outcome. */
  public double prevalence() {
    return (truePositive + falseNegative) / total();
  }

  /**
   * Net benefit of treating the flagged, TP/n - FP/n * t/(1-t) (Vickers and Elkin, Med Decis Making
   * 2006;26:565).
   */
  public double netBenefit(double threshold) {
    return (truePositive - falsePositive * odds(threshold)) / total();
  }

  /** Net benefit of treating everybody. */
  public double netBenefitOfAll(double threshold) {
    return prevalence() - (1 - prevalence()) * odds(threshold);
  }

  /** Net benefit over its maximum, the prevalence (Kerr et al, J Clin Oncol 2016;34:2534). */
  public double standardisedNetBenefit(double threshold) {
    return netBenefit(threshold) / prevalence();
  }

  /** Interventions that the model saves against treating everybody, per 100 subjects. */
  public double interventionsAvoided(double threshold) {
    return (netBenefit(threshold) - netBenefitOfAll(threshold)) / odds(threshold) * PER;
  }

  private double total() {
    return truePositive + falsePositive + falseNegative + trueNegative;
  }

  private static double odds(double threshold) {
    return threshold / (1 - threshold);
  }
}

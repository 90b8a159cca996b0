package org.medley.models.statistics;

import java.util.Arrays;

/**
 * Predictions with known outcomes, one entry per sample, as parallel arrays. The arrays are not
 * copied and must not be changed.
 *
 * @param subject who the sample belongs to; samples of one subject are dependent
 * @param label 1 outcome, 0 none
 * @param score predicted risk, or any score that rises with the risk where only ranks matter
 * @param weight weight of the sample, such as the inverse probability of being observed
 */
@SuppressWarnings("ArrayRecordComponent") // columns of numbers, compared by no one
public record Predictions(long[] subject, double[] label, double[] score, double[] weight) {
  /** Checks that the arrays are of one length. */
  public Predictions {
    int n = subject.length;
    if (label.length != n || score.length != n || weight.length != n) {
      throw new IllegalArgumentException("Predictions need arrays of one length.");
    }
  }

  /** Predictions of one sample per subject, each of weight one. */
  public static Predictions unweighted(double[] label, double[] score) {
    long[] subject = new long[label.length];
    Arrays.setAll(subject, i -> i);
    double[] weight = new double[label.length];
    Arrays.fill(weight, 1);
    return new Predictions(subject, label, score, weight);
  }

  /** Number of samples. */
  public int size() {
    return label.length;
  }

  /** Number of samples with the outcome, unweighted. */
  public long events() {
    return Arrays.stream(label).filter(y -> y > 0.5).count();
  }

  /** The same samples with other scores. */
  public Predictions withScores(double[] scores) {
    return new Predictions(subject, label, scores, weight);
  }

  /** Those samples whose {@code keep} is true, in the same order. */
  public Predictions where(boolean[] keep) {
    int[] rows = java.util.stream.IntStream.range(0, size()).filter(i -> keep[i]).toArray();
    return new Predictions(
        Arrays.stream(rows).mapToLong(i -> subject[i]).toArray(),
        Arrays.stream(rows).mapToDouble(i -> label[i]).toArray(),
        Arrays.stream(rows).mapToDouble(i -> score[i]).toArray(),
        Arrays.stream(rows).mapToDouble(i -> weight[i]).toArray());
  }

  /** The cluster of each sample. */
  public Clusters clusters() {
    return Clusters.of(subject);
  }

  /** Whether all weights are equal to one. */
  public boolean unitWeights() {
    return Arrays.stream(weight).allMatch(w -> w == 1);
  }

  /** Weighted mean of {@code values}; NaN for no samples. */
  public double mean(double[] values) {
    double sum = 0;
    double total = 0;
    for (int i = 0; i < values.length; i++) {
      sum += weight[i] * values[i];
      total += weight[i];
    }
    return sum / total;
  }
}

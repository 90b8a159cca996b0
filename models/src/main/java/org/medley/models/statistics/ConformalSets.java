package org.medley.models.statistics;

import java.util.Arrays;
import java.util.stream.IntStream;

/**
 * Label-conditional split conformal sets for a binary outcome (Vovk, Mach Learn 2013;92:349; least
 * ambiguous sets of Sadinle, Lei and Wasserman, JASA 2019;114:223): a set holds the labels that are
 * not too strange for the risk, and each label is left out of at most the share {@code alpha} of
 * those who have it, if people are exchangeable.
 *
 * <p>Subjects are cut into two halves; each half is judged by the thresholds of the other. The
 * quantile has the index ceil((n + 1)(1 - alpha)) of the n strangenesses 1 - p(label) of a label;
 * an index above n leaves the label in every set. Weighted samples count by their weight, and the
 * new one as the heaviest of them (Tibshirani et al., NeurIPS 2019).
 *
 * @param withOutcome for each sample, whether its set holds the outcome
 * @param without for each sample, whether its set holds the absence of the outcome
 * @param full whether some threshold had too few samples, so that a label is in every set
 */
@SuppressWarnings("ArrayRecordComponent") // columns, compared by no one
public record ConformalSets(boolean[] withOutcome, boolean[] without, boolean full) {

  /** The sets of {@code p}, whose scores are risks. */
  public static ConformalSets of(Predictions p, double alpha, long seed) {
    boolean[] first = SplitConformal.half(p.clusters(), seed);
    boolean[] with = new boolean[p.size()];
    boolean[] without = new boolean[p.size()];
    boolean full = false;
    for (boolean half : new boolean[] {true, false}) {
      double outcome = threshold(p, first, half, 1, alpha);
      double none = threshold(p, first, half, 0, alpha);
      full |= Double.isInfinite(outcome) || Double.isInfinite(none);
      for (int i = 0; i < p.size(); i++) {
        if (first[i] != half) {
          with[i] = Math.abs(1 - p.score()[i]) <= outcome;
          without[i] = Math.abs(p.score()[i]) <= none;
        }
      }
    }
    return new ConformalSets(with, without, full);
  }

  /** Whether the set of sample {@code i} holds {@code label}. */
  public boolean holds(int i, double label) {
    return label > 0.5 ? withOutcome[i] : without[i];
  }

  /** Number of labels in the set of sample {@code i}. */
  public int size(int i) {
    return (withOutcome[i] ? 1 : 0) + (without[i] ? 1 : 0);
  }

  /** Largest strangeness of {@code label} that stays in, from the samples of one half. */
  private static double threshold(
      Predictions p, boolean[] first, boolean half, double label, double alpha) {
    int[] own =
        IntStream.range(0, p.size())
            .filter(i -> first[i] == half && p.label()[i] > 0.5 == label > 0.5)
            .toArray();
    return SplitConformal.threshold(
        Arrays.stream(own).mapToDouble(i -> Math.abs(label - p.score()[i])).toArray(),
        Arrays.stream(own).mapToDouble(i -> p.weight()[i]).toArray(),
        alpha);
  }
}

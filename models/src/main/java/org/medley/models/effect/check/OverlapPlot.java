package org.medley.models.effect.check;

import java.util.ArrayList;
import java.util.List;
import org.medley.models.effect.average.Scored;
import org.medley.models.effect.average.ScoredSample;
import org.medley.models.effect.unit.Contrast;

/**
 * How preference scores are spread in the two arms of a contrast: what an overlap plot draws.
 *
 * @param contrast the arms
 * @param bins one for each twentieth of the score, in order
 * @param equipoise share of both arms' people with a score of {@link #EQUIPOISE_LOW} to {@link
 *     #EQUIPOISE_HIGH}
 * @param lowest below this score the arm is less likely than the bound for abstention; if there are
 *     further arms, it can be above it too
 * @param highest above this score the reference arm is less likely than the bound
 */
public record OverlapPlot(
    Contrast contrast, List<Bin> bins, double equipoise, double lowest, double highest) {
  /** From this preference score on either arm was a real choice (Walker et al 2013). */
  public static final double EQUIPOISE_LOW = 0.3;

  /** Up to this preference score it was. */
  public static final double EQUIPOISE_HIGH = 0.7;

  private static final int BINS = 20;

  /**
   * A range of the score.
   *
   * @param low its lower end, which belongs to it
   * @param high its upper end, which belongs to the next but for the last
   * @param arm share of those in the arm
   * @param reference share of those in the reference arm
   * @param armRows rows of the sample in the arm
   * @param referenceRows rows of the sample in the reference arm
   */
  public record Bin(
      double low, double high, double arm, double reference, long armRows, long referenceRows) {}

  /** Of all contrasts; an arm less likely than {@code bound} is not recommended for or against. */
  public static List<OverlapPlot> of(ScoredSample sample, List<Contrast> contrasts, double bound) {
    return contrasts.stream().map(contrast -> one(sample.rows(), contrast, bound)).toList();
  }

  private static OverlapPlot one(List<Scored> rows, Contrast contrast, double bound) {
    Preference preference = new Preference(rows, contrast);
    double[][] weights = new double[2][BINS];
    long[][] counts = new long[2][BINS];
    double[] totals = new double[2];
    for (Scored row : rows) {
      if (preference.covers(row)) {
        int side = row.unit().arm() == contrast.arm() ? 0 : 1;
        int bin = Math.min(BINS - 1, (int) (BINS * preference.of(row)));
        weights[side][bin] += row.unit().sampling();
        counts[side][bin]++;
        totals[side] += row.unit().sampling();
      }
    }
    List<Bin> bins = new ArrayList<>();
    for (int b = 0; b < BINS; b++) {
      bins.add(
          new Bin(
              b / (double) BINS,
              (b + 1) / (double) BINS,
              weights[0][b] / totals[0],
              weights[1][b] / totals[1],
              counts[0][b],
              counts[1][b]));
    }
    return new OverlapPlot(
        contrast,
        bins,
        Equipoise.share(rows, contrast),
        preference.at(bound),
        preference.at(1 - bound));
  }
}

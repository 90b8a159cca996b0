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
 */
public record OverlapPlot(Contrast contrast, List<Bin> bins) {
  private static final int BINS = 20;

  /**
   * A range of the score.
   *
   * @param low its lower end, which belongs to it
   * @param high its upper end, which belongs to the next but for the last
   * @param arm share of those in the arm
   * @param reference share of those in the reference arm
   */
  public record Bin(double low, double high, double arm, double reference) {}

  /** Of all contrasts. */
  public static List<OverlapPlot> of(ScoredSample sample, List<Contrast> contrasts) {
    return contrasts.stream().map(contrast -> one(sample.rows(), contrast)).toList();
  }

  private static OverlapPlot one(List<Scored> rows, Contrast contrast) {
    Preference preference = new Preference(rows, contrast);
    double[][] counts = new double[2][BINS];
    double[] totals = new double[2];
    for (Scored row : rows) {
      if (preference.covers(row)) {
        int side = row.unit().arm() == contrast.arm() ? 0 : 1;
        counts[side][Math.min(BINS - 1, (int) (BINS * preference.of(row)))] +=
            row.unit().sampling();
        totals[side] += row.unit().sampling();
      }
    }
    List<Bin> bins = new ArrayList<>();
    for (int b = 0; b < BINS; b++) {
      bins.add(
          new Bin(
              b / (double) BINS,
              (b + 1) / (double) BINS,
              counts[0][b] / totals[0],
              counts[1][b] / totals[1]));
    }
    return new OverlapPlot(contrast, bins);
  }
}

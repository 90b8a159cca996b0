package org.medley.models.statistics;

import java.util.Arrays;

/**
 * Rows in narrow cells of predicted risk, ascending, and how far they are from their calibration
 * curve by {@link Loess}. A curve of rows is fitted to three quarters of them at a time, so that it
 * does not matter where in a cell a row lies.
 *
 * @param count rows of a cell, at least one
 * @param risk their weighted mean risk
 * @param observed their weighted share with the outcome
 * @param weight their weight, above 0
 * @param lowest the lowest risk of all
 * @param highest the highest risk of all
 */
@SuppressWarnings("ArrayRecordComponent") // columns of numbers, compared by no one
public record CalibrationCells(
    long[] count,
    double[] risk,
    double[] observed,
    double[] weight,
    double lowest,
    double highest) {

  /**
   * The distances of all rows from the curve through at most {@code most} points, which take the
   * rows in equal shares.
   *
   * @return {@link CalibrationError#NONE} without a curve
   */
  public CalibrationError error(int most) {
    Loess curve = curve(most);
    if (curve == null) {
      return CalibrationError.NONE;
    }
    int cells = count.length;
    double[] at = Arrays.copyOf(risk, cells + 2);
    double[] weights = Arrays.copyOf(weight, cells + 2);
    at[cells] = lowest;
    at[cells + 1] = highest;
    Arrays.fill(weights, cells, cells + 2, Double.MIN_NORMAL);
    return CalibrationError.of(at, Arrays.stream(at).map(curve::at).toArray(), weights);
  }

  private Loess curve(int most) {
    long rows = Arrays.stream(count).sum();
    int points = (int) Math.min(rows, most);
    double[] x = new double[points];
    double[] y = new double[points];
    double[] w = new double[points];
    int filled = 0;
    long passed = 0;
    double weights = 0;
    double risks = 0;
    double outcomes = 0;
    for (int i = 0; i < count.length; i++) {
      passed += count[i];
      weights += weight[i];
      risks += weight[i] * risk[i];
      outcomes += weight[i] * observed[i];
      int until = (int) Math.round((double) passed / rows * points);
      if (until > filled) {
        Arrays.fill(x, filled, until, risks / weights);
        Arrays.fill(y, filled, until, outcomes / weights);
        Arrays.fill(w, filled, until, weights / (until - filled));
        filled = until;
        weights = 0;
        risks = 0;
        outcomes = 0;
      }
    }
    x[0] = lowest;
    x[points - 1] = highest;
    return Loess.of(x, y, w);
  }
}

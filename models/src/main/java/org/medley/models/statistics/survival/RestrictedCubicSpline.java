package org.medley.models.statistics.survival;

import java.util.Arrays;
import org.medley.models.statistics.Quantiles;

/**
 * Restricted cubic spline (Stone and Koo 1985), linear beyond its outer knots, with knots and terms
 * as in R's {@code Hmisc::rcspline.eval}.
 */
public final class RestrictedCubicSpline {
  private static final double LOW = 0.1;
  private static final double MIDDLE = 0.5;
  private static final double HIGH = 0.9;
  private static final int FEW = 100;
  private static final int FROM_END = 5;
  private static final double TIED = 0.05;

  private final double[] knots;

  /** With at least three ascending knots. */
  public RestrictedCubicSpline(double... knots) {
    this.knots = knots.clone();
  }

  /**
   * With three knots at the 10th, 50th and 90th percentile of {@code values}; of fewer than 100 at
   * the fifth smallest and largest. Where a twentieth or more share the smallest or largest value
   * and no other, the outer knot is the value next to it.
   *
   * @return null if there are not three distinct knots
   */
  public static RestrictedCubicSpline ofQuantiles(double[] values) {
    double[] sorted = Arrays.stream(values).sorted().toArray();
    if (sorted.length < 2 * FROM_END) {
      return null;
    }
    double[] distinct = Arrays.stream(sorted).distinct().toArray();
    if (distinct.length < FROM_END) {
      return null;
    }
    boolean inner = largestInside(sorted) < TIED;
    boolean first = inner && share(sorted, distinct[0]) >= TIED;
    boolean last = inner && share(sorted, distinct[distinct.length - 1]) >= TIED;
    double low = distinct[1];
    double high = distinct[distinct.length - 2];
    double[] rest =
        Arrays.stream(sorted).filter(v -> (!first || v > low) && (!last || v < high)).toArray();
    if (rest.length < FROM_END) {
      return null;
    }
    boolean few = rest.length < FEW;
    double[] found = {
      first ? low : few ? rest[FROM_END - 1] : Quantiles.of(rest, LOW),
      Quantiles.of(rest, MIDDLE),
      last ? high : few ? rest[rest.length - FROM_END] : Quantiles.of(rest, HIGH)
    };
    return found[0] < found[1] && found[1] < found[2] ? new RestrictedCubicSpline(found) : null;
  }

  /** The value itself and its terms, one fewer than there are knots in all. */
  public double[] row(double value) {
    int k = knots.length;
    double[] row = new double[k - 1];
    row[0] = value;
    double last = knots[k - 1];
    double before = knots[k - 2];
    double scale = (last - knots[0]) * (last - knots[0]);
    for (int j = 0; j < k - 2; j++) {
      double term =
          cube(value - knots[j])
              - cube(value - before) * (last - knots[j]) / (last - before)
              + cube(value - last) * (before - knots[j]) / (last - before);
      row[j + 1] = term / scale;
    }
    return row;
  }

  private static double share(double[] sorted, double value) {
    return Arrays.stream(sorted).filter(v -> v == value).count() / (double) sorted.length;
  }

  /** Share of the commonest value that is neither the smallest nor the largest. */
  private static double largestInside(double[] sorted) {
    int most = 0;
    int run = 0;
    for (int i = 0; i < sorted.length; i++) {
      run = i > 0 && sorted[i] == sorted[i - 1] ? run + 1 : 1;
      boolean inside = sorted[i] != sorted[0] && sorted[i] != sorted[sorted.length - 1];
      most = inside ? Math.max(most, run) : most;
    }
    return most / (double) sorted.length;
  }

  private static double cube(double value) {
    return value > 0 ? value * value * value : 0;
  }
}

package org.medley.jobs.report.chart;

import java.util.ArrayList;
import java.util.List;

/**
 * A straight way from values to places in a drawing.
 *
 * @param low lowest value
 * @param high highest value, above {@code low}
 * @param start place of {@code low}
 * @param end place of {@code high}
 */
record Scale(double low, double high, double start, double end) {
  private static final double[] STEPS = {1, 2, 2.5, 5, 10};
  private static final double SLACK = 1e-9;

  /** Checks that there is something between the ends. */
  Scale {
    if (!(high > low)) {
      throw new IllegalArgumentException("a scale needs its high end above its low end");
    }
  }

  /** From 0 up to the first round value at or above {@code highest}. */
  static Scale upTo(double highest, double start, double end) {
    double top = highest > 0 ? highest : 1;
    double step = step(top, 5);
    return new Scale(0, Math.ceil(top / step - SLACK) * step, start, end);
  }

  /** The place of {@code value}; values beyond the ends stay at the ends. */
  double at(double value) {
    double within = Math.max(low, Math.min(high, value));
    return start + (within - low) / (high - low) * (end - start);
  }

  /** About {@code count} round values from end to end. */
  List<Double> ticks(int count) {
    double step = step(high - low, count);
    List<Double> ticks = new ArrayList<>();
    for (long at = (long) Math.ceil(low / step - SLACK); at * step <= high + step * SLACK; at++) {
      ticks.add(at * step);
    }
    return ticks;
  }

  private static double step(double span, int count) {
    double rough = span / count;
    double power = Math.pow(10, Math.floor(Math.log10(rough)));
    for (double step : STEPS) {
      if (step * power >= rough * (1 - SLACK)) {
        return step * power;
      }
    }
    return 10 * power;
  }
}

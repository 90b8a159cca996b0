package org.medley.models.statistics;

import java.util.Arrays;

/**
 * How far predicted risks are from a calibration curve, absolutely (Austin and Steyerberg, Stat Med
 * 2019;38:4051).
 *
 * @param ici integrated calibration index, the mean
 * @param e50 the median
 * @param e90 the 90th percentile
 * @param emax the largest
 */
public record CalibrationError(double ici, double e50, double e90, double emax) {
  private static final double MEDIAN = 0.5;
  private static final double HIGH = 0.9;

  /** Nothing can be said. */
  public static final CalibrationError NONE =
      new CalibrationError(Double.NaN, Double.NaN, Double.NaN, Double.NaN);

  /**
   * The distances of {@code predicted} from {@code observed}, the height of the curve there.
   * Quantiles are R's type 7; a weight of 2 counts as two samples.
   */
  public static CalibrationError of(double[] predicted, double[] observed, double[] weight) {
    double[] distance = new double[predicted.length];
    Arrays.setAll(distance, i -> Math.abs(predicted[i] - observed[i]));
    int[] order = Arrays.stream(Order.ascending(distance)).filter(i -> weight[i] > 0).toArray();
    double[] errors = Arrays.stream(order).mapToDouble(i -> distance[i]).toArray();
    double[] weights = Arrays.stream(order).mapToDouble(i -> weight[i]).toArray();
    double sum = 0;
    double total = 0;
    for (int i = 0; i < errors.length; i++) {
      sum += weights[i] * errors[i];
      total += weights[i];
    }
    return errors.length == 0
        ? NONE
        : new CalibrationError(
            sum / total,
            quantile(errors, weights, total, MEDIAN),
            quantile(errors, weights, total, HIGH),
            errors[errors.length - 1]);
  }

  /** The four numbers in their order. */
  public double[] numbers() {
    return new double[] {ici, e50, e90, emax};
  }

  private static double quantile(double[] sorted, double[] weight, double total, double share) {
    double place = share * (total - 1);
    double floor = Math.floor(place);
    double below = at(sorted, weight, floor);
    return below + (place - floor) * (at(sorted, weight, floor + 1) - below);
  }

  /** The value at {@code place}, from 0, when each value stands as often as its weight says. */
  private static double at(double[] sorted, double[] weight, double place) {
    double passed = 0;
    for (int i = 0; i < sorted.length; i++) {
      passed += weight[i];
      if (passed > place + 1e-9) {
        return sorted[i];
      }
    }
    return sorted[sorted.length - 1];
  }
}

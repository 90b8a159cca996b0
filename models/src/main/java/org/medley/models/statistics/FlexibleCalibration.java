package org.medley.models.statistics;

import java.util.Arrays;

/** The calibration curve of predicted risks by {@link Loess} and their distance from it. */
public final class FlexibleCalibration {
  /** Why there may be no curve. */
  public static final String NO_CURVE =
      "too few distinct scores: a neighbourhood of the smoother has no width";

  private final double[] risk;
  private final double[] label;
  private final int[] order;

  /** Sorts {@code p} by score. */
  public FlexibleCalibration(Predictions p) {
    this.order = new Ranking(p.label(), p.score()).order();
    this.risk = Arrays.stream(order).mapToDouble(i -> p.score()[i]).toArray();
    this.label = Arrays.stream(order).mapToDouble(i -> p.label()[i]).toArray();
  }

  /** Distances under {@code weight}, in the order of the predictions; NaN without a curve. */
  public CalibrationError error(double[] weight) {
    return error(weight, weight);
  }

  /**
   * Distances under {@code weight} from the curve that is fitted under {@code known}, the weights
   * of those with a known outcome.
   */
  public CalibrationError error(double[] known, double[] weight) {
    Loess curve = Loess.sorted(risk, label, sorted(known));
    if (curve == null) {
      return CalibrationError.NONE;
    }
    double[] observed = Arrays.stream(risk).map(curve::at).toArray();
    return CalibrationError.of(risk, observed, sorted(weight));
  }

  /**
   * The curve at {@code points} places evenly over the range of the risks.
   *
   * @return pairs of predicted and observed risk, ascending; empty without a curve
   */
  public double[][] curve(double[] weight, int points) {
    Loess curve = Loess.sorted(risk, label, sorted(weight));
    if (curve == null) {
      return new double[0][];
    }
    double low = risk[0];
    double step = (risk[risk.length - 1] - low) / (points - 1);
    double[][] pairs = new double[points][];
    Arrays.setAll(pairs, i -> new double[] {low + i * step, curve.at(low + i * step)});
    return pairs;
  }

  private double[] sorted(double[] weight) {
    return Arrays.stream(order).mapToDouble(i -> weight[i]).toArray();
  }
}

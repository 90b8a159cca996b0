package org.medley.models.effect.control;

/**
 * An effect as the logarithm of a ratio of risks. A difference of means counts as 0.91 d, d in
 * standard deviations (Chinn, Stat Med 2000;19:3127, in the form of VanderWeele and Ding 2017).
 *
 * @param value the logarithm; NaN where there is none
 * @param error its standard error
 */
public record LogRatio(double value, double error) {
  /** Logarithm of a ratio per standard deviation. */
  public static final double PER_DEVIATION = 0.91;

  /** Whether it can be used. */
  boolean known() {
    return Double.isFinite(value) && Double.isFinite(error) && error > 0;
  }
}

package org.medley.models.statistics;

/**
 * A number, its 95 percent interval and how both were obtained.
 *
 * @param value the estimate; NaN: not assessable
 * @param low lower end of the interval; NaN: no interval
 * @param high upper end of the interval; NaN: no interval
 * @param method estimator and interval in words
 */
public record Estimate(double value, double low, double high, String method) {
  /** The standard normal quantile of a two-sided 95 percent interval. */
  public static final double Z = 1.959963984540054;

  /** An estimate without interval. */
  public static Estimate of(double value, String method) {
    return new Estimate(value, Double.NaN, Double.NaN, method);
  }

  /** Nothing can be said; {@code reason} says why. */
  public static Estimate notAssessable(String reason) {
    return of(Double.NaN, "not assessable: " + reason);
  }

  /** The interval value ± z times the standard error. */
  public static Estimate wald(double value, double standardError, String method) {
    return new Estimate(value, value - Z * standardError, value + Z * standardError, method);
  }

  /** The same estimate with its interval cut to lie within {@code lowest} and {@code highest}. */
  public Estimate within(double lowest, double highest) {
    return new Estimate(value, Math.max(low, lowest), Math.min(high, highest), method);
  }

  /** The same estimate in other units, of which {@code factor}, above 0, make one of these. */
  public Estimate times(double factor) {
    return new Estimate(factor * value, factor * low, factor * high, method);
  }

  /** Whether there is a value. */
  public boolean assessable() {
    return !Double.isNaN(value);
  }
}

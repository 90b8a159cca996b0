package org.medley.models.evaluate.measure;

import java.math.BigDecimal;
import java.util.OptionalDouble;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Names of metrics at a threshold: the digits of 0.05 without the point, {@code _005}. */
public final class Thresholds {
  private static final int DIGITS = 2;
  private static final Pattern ENDING = Pattern.compile(".*_(\\d{3,})");

  private Thresholds() {}

  /** {@code metric} at {@code threshold}: {@code net_benefit_005}; 0.125 is {@code _0125}. */
  public static String name(String metric, double threshold) {
    BigDecimal exact = BigDecimal.valueOf(threshold).stripTrailingZeros();
    BigDecimal padded = exact.scale() < DIGITS ? exact.setScale(DIGITS) : exact;
    return metric + "_" + padded.toPlainString().replace(".", "");
  }

  /** The threshold that the name ends with; empty where the metric has none. */
  public static OptionalDouble of(String name) {
    Matcher ending = ENDING.matcher(name);
    if (!ending.matches()) {
      return OptionalDouble.empty();
    }
    String digits = ending.group(1);
    return OptionalDouble.of(
        new BigDecimal(digits).movePointLeft(digits.length() - 1).doubleValue());
  }
}

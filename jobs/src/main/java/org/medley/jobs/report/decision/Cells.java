package org.medley.jobs.report.decision;

import java.util.OptionalDouble;
import java.util.OptionalLong;
import org.medley.jobs.text.Numbers;

/** Numbers of the page on a decision as texts of its tables. */
final class Cells {
  private static final double HUNDRED = 100;
  private static final String FEW = "too few";
  private static final String NONE = "–";

  private Cells() {}

  /** People, or that they are too few to show. */
  static String count(OptionalLong people) {
    return people.isPresent() ? Long.toString(people.getAsLong()) : FEW;
  }

  /** A number with two decimals. */
  static String decimal(OptionalDouble value) {
    return value.isPresent() ? Numbers.decimal(value.getAsDouble(), 2) : NONE;
  }

  /** A share as people of 100. */
  static String hundreds(OptionalDouble share) {
    return value(share, HUNDRED, false);
  }

  /** A difference of shares as people of 100, with its sign; the reference has none. */
  static String signed(OptionalDouble difference) {
    return difference.isPresent() ? value(difference, HUNDRED, true) : "reference";
  }

  /** The ends of a difference of shares, as people of 100. */
  static String ends(OptionalDouble low, OptionalDouble high) {
    return ends(low, high, HUNDRED);
  }

  /** Days, with one decimal. */
  static String days(OptionalDouble days) {
    return value(days, 1, false);
  }

  /** A difference in days with its sign; the reference has none. */
  static String signedDays(OptionalDouble difference) {
    return difference.isPresent() ? value(difference, 1, true) : "reference";
  }

  /** The ends of a difference in days. */
  static String endsInDays(Interval difference) {
    return ends(difference.low(), difference.high(), 1);
  }

  /** A share in percent with its interval. */
  static String share(Interval share) {
    if (share.value().isEmpty()) {
      return FEW;
    }
    String value = Numbers.percent(share.value().getAsDouble(), 0);
    return share.whole()
        ? "%s (%s to %s)"
            .formatted(
                value,
                Numbers.decimal(HUNDRED * share.low().getAsDouble(), 0),
                Numbers.decimal(HUNDRED * share.high().getAsDouble(), 0))
        : value;
  }

  /** A difference of shares as people of 100, with its interval. */
  static String benefit(Interval benefit) {
    return benefit.value().isEmpty()
        ? FEW
        : value(benefit.value(), HUNDRED, true)
            + (benefit.whole() ? " (" + ends(benefit.low(), benefit.high()) + ")" : "");
  }

  private static String ends(OptionalDouble low, OptionalDouble high, double unit) {
    return low.isPresent() && high.isPresent()
        ? value(low, unit, true) + " to " + value(high, unit, true)
        : NONE;
  }

  private static String value(OptionalDouble value, double unit, boolean sign) {
    if (value.isEmpty()) {
      return NONE;
    }
    String text = Numbers.decimal(unit * value.getAsDouble(), 1);
    return sign && !text.startsWith("−") ? "+" + text : text;
  }
}

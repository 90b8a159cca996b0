package org.medley.jobs.text;

import java.math.BigDecimal;
import java.math.MathContext;
import java.math.RoundingMode;
import java.time.Duration;
import java.util.Locale;

/** Numbers as people read them, the same in every locale; halves round away from zero. */
public final class Numbers {
  private static final double SMALLEST_PLAIN = 1e-4;
  private static final double LARGEST_PLAIN = 1e15;
  private static final int PLAIN_DECIMALS = 6;
  private static final long MINUTE = 60;

  private static final double THREE_DIGITS = 100;

  private Numbers() {}

  /** A count with thousands separators, {@code 484,210}. */
  public static String count(long count) {
    return String.format(Locale.ROOT, "%,d", count);
  }

  /** A count and its noun, {@code 1 person} or {@code 712 people}. */
  public static String count(long count, String one, String many) {
    return count(count) + " " + (count == 1 ? one : many);
  }

  /** A number with fixed decimals and a true minus sign; {@code –} where not a finite number. */
  public static String decimal(double value, int decimals) {
    if (!Double.isFinite(value)) {
      return "–";
    }
    BigDecimal rounded = BigDecimal.valueOf(value).setScale(decimals, RoundingMode.HALF_UP);
    return rounded.toPlainString().replace('-', '−');
  }

  /** A share between 0 and 1 as {@code 12.3 %} with fixed decimals. */
  public static String percent(double share, int decimals) {
    return decimal(share * 100, decimals) + "\u00a0%";
  }

  /** A number to be looked at: three digits that matter, all of a large whole number. */
  public static String rounded(double value) {
    if (!Double.isFinite(value) || Math.abs(value) >= THREE_DIGITS) {
      return decimal(value, 0);
    }
    BigDecimal three = BigDecimal.valueOf(value).round(new MathContext(3));
    return three.signum() == 0 ? "0" : three.stripTrailingZeros().toPlainString().replace('-', '−');
  }

  /** A value of a table: at most six decimals, scientific where very small or very large. */
  public static String cell(double value) {
    if (!Double.isFinite(value)) {
      return Double.toString(value);
    }
    double size = Math.abs(value);
    BigDecimal exact = BigDecimal.valueOf(value);
    if (value == 0) {
      return "0.0";
    }
    if (size < SMALLEST_PLAIN || size >= LARGEST_PLAIN) {
      return Double.toString(exact.round(new MathContext(PLAIN_DECIMALS)).doubleValue());
    }
    BigDecimal rounded = exact.setScale(PLAIN_DECIMALS, RoundingMode.HALF_UP).stripTrailingZeros();
    return rounded.setScale(Math.max(1, rounded.scale()), RoundingMode.UNNECESSARY).toPlainString();
  }

  /** A time span: {@code 0.4 s}, {@code 12.3 s}, {@code 2 min 05 s}, {@code 3 h 07 min}. */
  public static String duration(Duration span) {
    long seconds = span.toSeconds();
    if (seconds < MINUTE) {
      return String.format(Locale.ROOT, "%.1f s", span.toMillis() / 1000.0);
    }
    if (seconds < MINUTE * MINUTE) {
      return String.format(Locale.ROOT, "%d min %02d s", seconds / MINUTE, seconds % MINUTE);
    }
    return String.format(Locale.ROOT, "%d h %02d min", span.toHours(), span.toMinutesPart());
  }
}

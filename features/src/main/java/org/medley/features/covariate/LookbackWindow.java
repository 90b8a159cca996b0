package org.medley.features.covariate;

import java.util.OptionalInt;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.apache.spark.sql.Column;
import org.apache.spark.sql.functions;

/**
 * A span of time that ends at the index time. A window of w days is (index - w, index], a day being
 * 24 hours; the full window is everything up to the index time. A fact without a time lies in every
 * window. A window that reaches past the index time cannot be written.
 *
 * @param days length in days, 1 to {@value #LONGEST}; empty: the full window
 */
public record LookbackWindow(OptionalInt days) implements Comparable<LookbackWindow> {
  /** The longest window in days: a window beyond a lifetime is {@link #FULL}. */
  public static final int LONGEST = 43_830;

  /** Everything up to the index time. */
  public static final LookbackWindow FULL = new LookbackWindow(OptionalInt.empty());

  static final long MICROS_PER_DAY = 86_400_000_000L;
  private static final Pattern DAYS = Pattern.compile("([1-9][0-9]{0,4})d");

  /** Checks the length. */
  public LookbackWindow {
    if (days.isPresent() && (days.getAsInt() < 1 || days.getAsInt() > LONGEST)) {
      throw new IllegalArgumentException(
          "A window has 1 to " + LONGEST + " days, or is full; found " + days.getAsInt() + ".");
    }
  }

  /**
   * Returns the window that {@code text} names: {@code 30d} for 30 days, or {@code full}.
   *
   * @throws IllegalArgumentException if the text is neither
   */
  public static LookbackWindow parse(String text) {
    if (text.equals("full")) {
      return FULL;
    }
    Matcher matcher = DAYS.matcher(text);
    if (!matcher.matches()) {
      throw new IllegalArgumentException(
          "A window is a number of days such as 30d, or full; found '" + text + "'.");
    }
    return new LookbackWindow(OptionalInt.of(Integer.parseInt(matcher.group(1))));
  }

  /** Returns the name as settings and covariates carry it: {@code 30d} or {@code full}. */
  public String name() {
    return days.isPresent() ? days.getAsInt() + "d" : "full";
  }

  /** Returns the window in words that follow a noun: {@code within 30 days}. */
  public String words() {
    if (days.isEmpty()) {
      return "at any time before";
    }
    return days.getAsInt() == 1 ? "within 1 day" : "within " + days.getAsInt() + " days";
  }

  /**
   * Returns whether a time that is not after the index time lies in this window; both are
   * microseconds since the epoch. A null time lies in every window.
   */
  Column holds(Column time, Column index) {
    if (days.isEmpty()) {
      return functions.lit(true);
    }
    Column start = index.minus(functions.lit(days.getAsInt() * MICROS_PER_DAY));
    return time.isNull().or(time.gt(start));
  }

  /** Orders windows by length, the full window last. */
  @Override
  public int compareTo(LookbackWindow other) {
    return Integer.compare(days.orElse(Integer.MAX_VALUE), other.days.orElse(Integer.MAX_VALUE));
  }
}

package org.medley.features.cohort;

import java.math.BigDecimal;
import java.time.Duration;
import java.util.List;
import java.util.Locale;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Reads spans of time as Python's pytimeparse does, which ACES uses: amounts with units ({@code
 * 365d}, {@code 1.5h}, {@code 1 days 2 hours}, parted by blanks, commas or slashes) and a clock
 * ({@code 4:13} is minutes and seconds, {@code 14:20:16} hours, {@code 1:02:03:04} days, {@code
 * :22} seconds), alone or after weeks and days. Beyond pytimeparse whole months and years.
 */
final class DurationText {
  private static final Pattern AMOUNT = Pattern.compile("(\\d+(?:\\.\\d*)?|\\.\\d+)\\s*([a-z]+)");
  private static final Pattern CLOCK =
      Pattern.compile("(?:(?:(\\d+):)?(\\d+):)?(\\d*):(\\d{2}(?:\\.\\d+)?)");
  private static final Pattern SEPARATORS = Pattern.compile("[\\s,/]*");
  private static final int YEAR = 12;

  private final String text;
  private long months;
  private Duration exact = Duration.ZERO;

  private DurationText(String text) {
    this.text = text;
  }

  /**
   * The span that {@code text} writes.
   *
   * @throws IllegalArgumentException with a sentence if it writes none
   */
  static Span read(String text) {
    return new DurationText(text).span();
  }

  private Span span() {
    String left = text.strip().toLowerCase(Locale.ROOT);
    int at = left.startsWith("+") ? 1 : 0;
    boolean found = false;
    Matcher amount = AMOUNT.matcher(left);
    while (amount.find(at) && SEPARATORS.matcher(left.substring(at, amount.start())).matches()) {
      add(amount.group(1), amount.group(2));
      at = amount.end();
      found = true;
    }
    String rest = left.substring(at).replaceFirst("^[\\s,/]+", "");
    Matcher clock = CLOCK.matcher(rest);
    if (clock.matches()) {
      List<Long> seconds = List.of(86_400L, 3_600L, 60L, 1L);
      for (int i = 0; i < seconds.size(); i++) {
        String part = clock.group(i + 1);
        if (part != null && !part.isEmpty()) {
          addExact(part, seconds.get(i));
        }
      }
    } else if (!found || !rest.isEmpty()) {
      throw new IllegalArgumentException(
          "'" + text + "' is not a duration; write such as 365d, 24h, 6 months, '1 day, 14:20:16'");
    }
    if (months > Integer.MAX_VALUE / 2) {
      throw tooLong(String.valueOf(months));
    }
    return new Span((int) months, exact);
  }

  private void add(String amount, String word) {
    if (word.matches("mos?|mths?|months?")) {
      addMonths(amount, 1);
    } else if (word.matches("y|yrs?|years?")) {
      addMonths(amount, YEAR);
    } else if (word.matches("w|wks?|weeks?")) {
      addExact(amount, 604_800);
    } else if (word.matches("d|dys?|days?")) {
      addExact(amount, 86_400);
    } else if (word.matches("h|hrs?|hours?")) {
      addExact(amount, 3_600);
    } else if (word.matches("m|mins?|minutes?")) {
      addExact(amount, 60);
    } else if (word.matches("s|secs?|seconds?")) {
      addExact(amount, 1);
    } else {
      throw new IllegalArgumentException(
          "'" + text + "' is not a duration: '" + word + "' is none of y, months, w, d, h, m, s");
    }
  }

  private void addMonths(String amount, int each) {
    if (!amount.matches("\\d{1,6}")) {
      throw new IllegalArgumentException(
          "'" + text + "' counts a part of a month or year; write whole ones, or days");
    }
    months += Long.parseLong(amount) * each;
  }

  private void addExact(String amount, long seconds) {
    try {
      exact =
          exact.plus(
              Duration.ofNanos(
                  new BigDecimal(amount)
                      .multiply(BigDecimal.valueOf(seconds * 1_000_000_000L))
                      .longValueExact()));
    } catch (ArithmeticException e) {
      throw tooLong(amount);
    }
  }

  private static IllegalArgumentException tooLong(String amount) {
    return new IllegalArgumentException(
        "'" + amount + "' is too long or too fine: spans go from a nanosecond to 292 years");
  }
}

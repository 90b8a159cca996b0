package org.medley.features.cohort;

import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.medley.features.cohort.Boundary.Next;
import org.medley.features.cohort.Boundary.Offset;
import org.medley.features.cohort.Boundary.OwnPoint;
import org.medley.features.cohort.Boundary.Previous;
import org.medley.features.cohort.Boundary.Reference;
import org.medley.features.cohort.Boundary.TriggerPoint;
import org.medley.features.cohort.Boundary.WindowPoint;
import org.medley.features.cohort.Predicate.Derived;

/**
 * The texts of the ACES task language (Xu et al., "ACES: Automatic Cohort Extraction System for
 * event-stream datasets", 2024): boundaries, durations, ranges and expressions. Every method throws
 * {@link IllegalArgumentException} with a sentence where the text is not in the language.
 */
public final class Grammar {
  private static final Pattern BOUNDARY =
      Pattern.compile("([\\w.]+)(?:\\s*(->|<-|\\+|-)\\s*(.+))?");
  private static final Pattern POINT = Pattern.compile("(\\w+)\\.(start|end)");
  private static final Pattern AMOUNT = Pattern.compile("(\\d+(?:\\.\\d+)?)\\s*([a-z]+)");
  private static final Pattern CLOCK = Pattern.compile("(?:(\\d+):)?(\\d+):(\\d{2}(?:\\.\\d+)?)");
  private static final Pattern RANGE = Pattern.compile("\\(\\s*(\\w+)\\s*,\\s*(\\w+)\\s*\\)");
  private static final Pattern EXPRESSION = Pattern.compile("(\\w+)\\s*\\(([^()]*)\\)");
  private static final Map<String, Long> UNITS =
      Map.of("w", 604_800L, "d", 86_400L, "h", 3_600L, "m", 60L, "s", 1L);

  private Grammar() {}

  /** The boundary that {@code text} writes: a reference, alone or with an operator. */
  public static Boundary boundary(String text) {
    Matcher matcher = BOUNDARY.matcher(text.strip());
    if (!matcher.matches()) {
      throw new IllegalArgumentException(
          "'"
              + text
              + "' is neither a reference nor 'reference +|- duration' nor 'reference ->|<-"
              + " predicate'");
    }
    Reference reference = reference(matcher.group(1));
    String operator = matcher.group(2);
    if (operator == null) {
      return new Offset(reference, Duration.ZERO);
    }
    String operand = matcher.group(3).strip();
    return switch (operator) {
      case "+" -> new Offset(reference, duration(operand));
      case "-" -> new Offset(reference, duration(operand).negated());
      case "->" -> new Next(reference, name(operand));
      default -> new Previous(reference, name(operand));
    };
  }

  private static Reference reference(String text) {
    for (Side side : Side.values()) {
      if (text.equals(side.word())) {
        return new OwnPoint(side);
      }
    }
    if (text.equals("trigger")) {
      return new TriggerPoint();
    }
    Matcher point = POINT.matcher(text);
    if (!point.matches()) {
      throw new IllegalArgumentException(
          "'" + text + "' is not a reference; write trigger, start, end or window.start");
    }
    return new WindowPoint(point.group(1), Side.valueOf(point.group(2).toUpperCase(Locale.ROOT)));
  }

  private static String name(String text) {
    if (!text.matches("\\w+")) {
      throw new IllegalArgumentException("'" + text + "' is not the name of one predicate");
    }
    return text;
  }

  /**
   * The exact span that {@code text} writes, as Python's pytimeparse reads it: amounts with units
   * ({@code 365d}, {@code 1 days 2 hours}) and a clock at the end ({@code 1 day, 14:20:16}). Months
   * and years have no exact length and are refused.
   */
  public static Duration duration(String text) {
    String left = text.strip().toLowerCase(Locale.ROOT);
    Duration sum = Duration.ZERO;
    Matcher amount = AMOUNT.matcher(left);
    int at = 0;
    while (amount.find(at) && left.substring(at, amount.start()).matches("[\\s,]*")) {
      sum = sum.plus(times(amount.group(1), unit(amount.group(2), text)));
      at = amount.end();
    }
    String rest = left.substring(at).replaceFirst("^[\\s,]+", "");
    Matcher clock = CLOCK.matcher(rest);
    if (clock.matches()) {
      String hours = clock.group(1) == null ? "0" : clock.group(1);
      return sum.plus(times(hours, 3_600))
          .plus(times(clock.group(2), 60))
          .plus(times(clock.group(3), 1));
    }
    if (at == 0 || !rest.isEmpty()) {
      throw new IllegalArgumentException(
          "'" + text + "' is not a duration; write such as 365d, 24h, '1 day, 14:20:16'");
    }
    return sum;
  }

  private static long unit(String word, String text) {
    if (word.matches("mo|mos|mth|mths|months?|y|yr|yrs|years?")) {
      throw new IllegalArgumentException(
          "'" + text + "' counts months or years, whose length varies; write days");
    }
    String unit =
        word.matches("w|wks?|weeks?|d|dys?|days?|h|hrs?|hours?|m|mins?|minutes?|s|secs?|seconds?")
            ? word.substring(0, 1)
            : "";
    Long seconds = UNITS.get(unit);
    if (seconds == null) {
      throw new IllegalArgumentException(
          "'" + text + "' is not a duration: '" + word + "' is none of w, d, h, m, s");
    }
    return seconds;
  }

  private static Duration times(String amount, long seconds) {
    try {
      return Duration.ofNanos(
          new java.math.BigDecimal(amount)
              .multiply(java.math.BigDecimal.valueOf(seconds * 1_000_000_000L))
              .longValueExact());
    } catch (ArithmeticException e) {
      throw new IllegalArgumentException(
          "'" + amount + "' is too long or too fine: spans go from a nanosecond to 292 years", e);
    }
  }

  /** The range that {@code text} writes: {@code (min, max)}, either of them {@code None}. */
  public static CountRange range(String text) {
    Matcher matcher = RANGE.matcher(text.strip());
    if (!matcher.matches()) {
      throw new IllegalArgumentException(
          "'" + text + "' is not a range; write (1, None), (None, 0) or (2, 5)");
    }
    return new CountRange(limit(matcher.group(1), text), limit(matcher.group(2), text));
  }

  private static Integer limit(String text, String range) {
    if (List.of("none", "null").contains(text.toLowerCase(Locale.ROOT))) {
      return null;
    }
    try {
      return Integer.valueOf(text);
    } catch (NumberFormatException e) {
      throw new IllegalArgumentException(
          "'" + range + "' is not a range: '" + text + "' is neither a count nor None", e);
    }
  }

  /** The expression that {@code text} writes: {@code and(a, b)} or {@code or(a, b)}, not nested. */
  public static Derived expression(String text) {
    Matcher matcher = EXPRESSION.matcher(text.strip());
    if (!matcher.matches() || !List.of("and", "or").contains(matcher.group(1))) {
      throw new IllegalArgumentException(
          "'"
              + text
              + "' is not an expression; write and(a, b) or or(a, b), and give an inner"
              + " expression a name of its own");
    }
    return new Derived(
        matcher.group(1).equals("and"),
        Arrays.stream(matcher.group(2).split(",", -1))
            .map(String::strip)
            .map(Grammar::name)
            .toList());
  }
}

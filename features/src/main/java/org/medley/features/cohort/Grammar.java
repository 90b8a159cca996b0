package org.medley.features.cohort;

import java.time.Duration;
import java.util.List;
import java.util.Locale;
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
  private static final Pattern RANGE = Pattern.compile("\\(?\\s*(\\w*)\\s*,\\s*(\\w*)\\s*\\)?");
  private static final Pattern VALUES =
      Pattern.compile("\\(\\s*([^\\s,()]*)\\s*,\\s*([^\\s,()]*)\\s*\\)");

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
      return new Offset(reference, Span.ZERO);
    }
    String operand = matcher.group(3).strip();
    return switch (operator) {
      case "+" -> new Offset(reference, span(operand));
      case "-" -> new Offset(reference, span(operand).negated());
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
   * The span that {@code text} writes, as Python's pytimeparse reads it: amounts with units ({@code
   * 365d}, {@code 1 days 2 hours}) and a clock ({@code 1 day, 14:20:16}). Months and years ({@code
   * 6 months}, {@code 2y}) are those of the calendar.
   */
  public static Span span(String text) {
    return DurationText.read(text);
  }

  /** As {@link #span}, where months and years, which have no exact length, are refused. */
  public static Duration duration(String text) {
    Span span = span(text);
    if (span.months() != 0) {
      throw new IllegalArgumentException(
          "'" + text + "' counts months or years, whose length varies; write days");
    }
    return span.exact();
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
    if (List.of("none", "null", "").contains(text.toLowerCase(Locale.ROOT))) {
      return null;
    }
    try {
      return Integer.valueOf(text);
    } catch (NumberFormatException e) {
      throw new IllegalArgumentException(
          "'" + range + "' is not a range: '" + text + "' is neither a count nor None", e);
    }
  }

  /**
   * The expression that {@code text} writes: {@code and(a, b)}, {@code or(a, b)} or {@code not(a)},
   * also nested.
   */
  public static Derived expression(String text) {
    return new Derived(ExpressionText.read(text));
  }

  /**
   * The limits of a value that {@code text} writes: {@code (min, max)}, both included, either of
   * them {@code None}.
   */
  public static ValueRange values(String text) {
    Matcher matcher = VALUES.matcher(text.strip());
    if (!matcher.matches()) {
      throw new IllegalArgumentException(
          "'" + text + "' is not a range of values; write (7.0, None) or (None, 5.5)");
    }
    return new ValueRange(
        number(matcher.group(1), text), true, number(matcher.group(2), text), true);
  }

  private static Double number(String text, String range) {
    if (List.of("none", "null", "").contains(text.toLowerCase(Locale.ROOT))) {
      return null;
    }
    try {
      return Double.valueOf(text);
    } catch (NumberFormatException e) {
      throw new IllegalArgumentException(
          "'" + range + "' is not a range: '" + text + "' is neither a number nor None", e);
    }
  }
}

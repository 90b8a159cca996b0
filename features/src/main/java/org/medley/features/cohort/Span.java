package org.medley.features.cohort;

import java.io.Serializable;
import java.time.Duration;
import java.time.ZoneId;

/**
 * A distance in time: calendar months, and an exact rest after them. A month later is the same day
 * of the next month at the same time of day in a zone, or that month's last day where it has no
 * such day. Both parts are of one sign.
 *
 * @param months calendar months; a year is twelve
 * @param exact what is added after the months
 */
public record Span(int months, Duration exact) implements Serializable {
  /** No distance. */
  public static final Span ZERO = new Span(0, Duration.ZERO);

  private static final double DAY = 86_400e6;
  private static final double CLOCKS = 26 * 3_600e6;
  private static final int YEAR = 12;

  /** Checks the signs. */
  public Span {
    if ((months > 0 && exact.isNegative())
        || (months < 0 && !exact.isNegative() && !exact.isZero())) {
      throw new IllegalArgumentException("the parts of a span are of different signs");
    }
  }

  /** The exact span. */
  public static Span of(Duration exact) {
    return new Span(0, exact);
  }

  /** Whether it is no distance at all. */
  public boolean isZero() {
    return months == 0 && exact.isZero();
  }

  /** Whether it leads back. */
  public boolean isNegative() {
    return months < 0 || exact.isNegative();
  }

  /** The same way in the other direction. */
  public Span negated() {
    return new Span(-months, exact.negated());
  }

  /** The time at this distance from {@code micros}. */
  long after(long micros, ZoneId zone) {
    if (months == 0) {
      return micros + Micros.of(exact);
    }
    return Micros.of(
        Micros.instant(micros).atZone(zone).plusMonths(months).toInstant().plus(exact));
  }

  /** The time that lies at this distance before {@code micros}. */
  long before(long micros, ZoneId zone) {
    return negated().after(micros, zone);
  }

  /** The shortest it can be, in microseconds, whatever the calendar and the clocks do. */
  double least() {
    return months < 0 ? -negated().most() : length(365, 28, -CLOCKS);
  }

  /** The longest it can be, in microseconds. */
  double most() {
    return months < 0 ? -negated().least() : length(366, 31, CLOCKS);
  }

  private double length(int year, int month, double clocks) {
    int years = months / YEAR;
    int rest = months % YEAR;
    double calendar = ((double) years * year + (double) rest * month) * DAY;
    return Micros.of(exact) + (months == 0 ? 0 : calendar + clocks);
  }

  /** In words: months and whole days, hours, or the ISO text. */
  String words() {
    if (months == 0) {
      return Spans.words(exact);
    }
    String calendar = months % YEAR == 0 ? months / YEAR + " years" : months + " months";
    return exact.isZero() ? calendar : calendar + " and " + Spans.words(exact);
  }
}

package org.medley.jobs.source.csv;

import java.io.Serializable;
import java.math.BigDecimal;
import java.math.RoundingMode;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneId;
import java.time.temporal.ChronoUnit;
import org.medley.jobs.source.RejectedLine;

/**
 * When something was, as a line states it.
 *
 * @param first first microsecond of the interval that the line names, since 1970
 * @param last its last microsecond
 * @param day its first day; null: the line gives an instant
 * @param zone zone of that day
 * @param precision year, month, day or instant
 */
record Moment(long first, long last, LocalDate day, ZoneId zone, String precision)
    implements Serializable {
  static final String DAY = "day";
  static final String MONTH = "month";
  static final String YEAR = "year";

  /** Counts that are printed with finite digits miss a whole day by less than this. */
  private static final BigDecimal ROUNDING = new BigDecimal("0.000001");

  private static final BigDecimal DAY_MICROS = BigDecimal.valueOf(86_400_000_000L);

  /** An instant. */
  static Moment instant(long micros, ZoneId zone) {
    return new Moment(micros, micros, null, zone, "instant");
  }

  /** The days from {@code day} until the one before {@code next}, in {@code zone}. */
  static Moment days(LocalDate day, LocalDate next, ZoneId zone, String precision)
      throws RejectedLine {
    if (day.getYear() < 1 || next.getYear() > 9999) {
      throw new RejectedLine("bad-date", "a date lies outside the years 1 to 9999");
    }
    return new Moment(start(day, zone), start(next, zone) - 1, day, zone, precision);
  }

  /**
   * The whole of {@code day}, which is all that is known of a time stated with {@code precision}.
   */
  static Moment day(LocalDate day, ZoneId zone, String precision) throws RejectedLine {
    return days(day, day.plusDays(1), zone, precision);
  }

  /** The first day of the interval alone, from which spans are counted; an instant is itself. */
  Moment firstDay() throws RejectedLine {
    return day == null ? this : day(day, zone, precision);
  }

  /**
   * The moment so many days later. From a day, it is the day in which the span ends; from an
   * instant, it is an instant.
   */
  Moment plusDays(BigDecimal days) throws RejectedLine {
    if (days.abs().compareTo(BigDecimal.valueOf(4_000_000)) > 0) {
      throw new RejectedLine("bad-number", "a span of time is longer than the calendar");
    }
    if (day != null) {
      long whole = days.add(ROUNDING).setScale(0, RoundingMode.FLOOR).longValueExact();
      return day(day.plusDays(whole), zone, precision);
    }
    BigDecimal micros = days.multiply(DAY_MICROS).setScale(0, RoundingMode.HALF_EVEN);
    return instant(first + micros.longValueExact(), zone);
  }

  /** The date in {@code zone}. */
  LocalDate date() {
    return day == null
        ? Instant.EPOCH.plus(first, ChronoUnit.MICROS).atZone(zone).toLocalDate()
        : day;
  }

  private static long start(LocalDate day, ZoneId zone) {
    return ChronoUnit.MICROS.between(Instant.EPOCH, day.atStartOfDay(zone).toInstant());
  }
}

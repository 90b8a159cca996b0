package org.medley.jobs.source.csv;

import java.io.Serializable;
import java.math.BigDecimal;
import java.time.DateTimeException;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneId;
import java.time.temporal.ChronoUnit;
import java.util.regex.Pattern;
import org.medley.jobs.source.RejectedLine;
import org.medley.jobs.source.table.CellKind;

/**
 * How a column writes dates or times: a pattern, {@link TimeFormat#ISO}, or one of the words below.
 * Columns of dates and times in Parquet need no format and none is applied to them.
 */
final class DateFormat implements Serializable {
  /** Four digits of a year. */
  static final String YEAR = "year";

  /** Year and month, as {@code 2010-01}. */
  static final String YEAR_MONTH = "year-month";

  /** 1970 and the days since then over 365.25, as cal.yr of R's package Epi writes dates. */
  static final String DECIMAL_YEAR = "decimal-year";

  private static final long serialVersionUID = 1L;
  private static final Pattern YEARS = Pattern.compile("\\d{4}");
  private static final Pattern MONTHS = Pattern.compile("\\d{4}-\\d{2}");
  private static final Pattern DECIMALS = Pattern.compile("\\d{4}(\\.\\d+)?");
  private static final BigDecimal EPOCH = BigDecimal.valueOf(1970);

  private final String format;
  private final ZoneId zone;
  private final TimeFormat start;
  private final TimeFormat end;
  private final TimeFormat isoStart;
  private final TimeFormat isoEnd;

  /**
   * A format.
   *
   * @param zone of dates and of times that state none
   * @throws IllegalArgumentException if it is a pattern that does not give a date
   */
  DateFormat(String format, ZoneId zone) {
    this.format = format;
    this.zone = zone;
    boolean word = format.equals(YEAR) || format.equals(YEAR_MONTH) || format.equals(DECIMAL_YEAR);
    String pattern = word ? TimeFormat.ISO : format;
    this.start = new TimeFormat(pattern, zone, TimeFormat.Edge.START);
    this.end = new TimeFormat(pattern, zone, TimeFormat.Edge.END);
    this.isoStart = new TimeFormat(TimeFormat.ISO, zone, TimeFormat.Edge.START);
    this.isoEnd = new TimeFormat(TimeFormat.ISO, zone, TimeFormat.Edge.END);
  }

  /**
   * What {@code text} states.
   *
   * @throws RejectedLine with reason {@code bad-date} if it is not of this format
   */
  Moment parse(String text, CellKind kind) throws RejectedLine {
    try {
      return switch (kind) {
        case DATE -> Moment.day(LocalDate.parse(text), zone, Moment.DAY);
        case INSTANT, LOCAL_TIME -> timed(isoStart, isoEnd, text.replaceFirst(" ", "T"));
        default -> written(text);
      };
    } catch (DateTimeException e) {
      throw bad();
    }
  }

  private Moment written(String text) throws RejectedLine {
    switch (format) {
      case YEAR -> {
        require(YEARS, text);
        LocalDate first = LocalDate.of(Integer.parseInt(text), 1, 1);
        return Moment.days(first, first.plusYears(1), zone, Moment.YEAR);
      }
      case YEAR_MONTH -> {
        require(MONTHS, text);
        LocalDate first = LocalDate.parse(text + "-01");
        return Moment.days(first, first.plusMonths(1), zone, Moment.MONTH);
      }
      case DECIMAL_YEAR -> {
        require(DECIMALS, text);
        BigDecimal days = Span.YEARS.days(new BigDecimal(text).subtract(EPOCH));
        return Moment.day(LocalDate.EPOCH, zone, Moment.DAY).plusDays(days);
      }
      default -> {
        return timed(start, end, text);
      }
    }
  }

  private Moment timed(TimeFormat first, TimeFormat last, String text) throws RejectedLine {
    TimeFormat.Stated begins = first.parse(text);
    long ends = last.parse(text).micros();
    if (!begins.dayOnly()) {
      return new Moment(begins.micros(), ends, null, zone, "instant");
    }
    LocalDate day =
        Instant.EPOCH.plus(begins.micros(), ChronoUnit.MICROS).atZone(zone).toLocalDate();
    return new Moment(begins.micros(), ends, day, zone, Moment.DAY);
  }

  private static void require(Pattern pattern, String text) throws RejectedLine {
    if (!pattern.matcher(text).matches()) {
      throw bad();
    }
  }

  private static RejectedLine bad() {
    return new RejectedLine("bad-date", "a date or time does not exist or is not of its format");
  }
}

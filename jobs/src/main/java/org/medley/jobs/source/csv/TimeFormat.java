package org.medley.jobs.source.csv;

import java.io.Serializable;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.time.chrono.IsoChronology;
import java.time.format.DateTimeFormatter;
import java.time.format.DateTimeFormatterBuilder;
import java.time.format.DateTimeParseException;
import java.time.format.ResolverStyle;
import java.time.temporal.ChronoField;
import java.time.temporal.ChronoUnit;
import java.time.temporal.TemporalAccessor;
import java.time.temporal.TemporalQueries;
import java.util.List;
import java.util.Locale;
import org.medley.jobs.source.RejectedLine;

/**
 * How a column writes dates or times: a pattern of {@link DateTimeFormatter}, or {@link #ISO}. It
 * is read strictly: 30 February is no date. A date without time is the whole day in {@code zone},
 * and stands for its last microsecond, or its first where {@code start}. So does a local time that
 * a clock shows twice when summer time ends: it stands for the later one, or the earlier where
 * {@code start}. A time that a clock skips is no time.
 */
public final class TimeFormat implements Serializable {
  /** The format of ISO 8601: a date, or date and time with or without an offset. */
  public static final String ISO = "iso";

  private static final long serialVersionUID = 1L;

  private final String pattern;
  private final ZoneId zone;
  private final boolean start;
  private transient DateTimeFormatter formatter;

  /**
   * A format.
   *
   * @throws IllegalArgumentException if the pattern is malformed or does not give a whole date
   */
  public TimeFormat(String pattern, ZoneId zone, Edge edge) {
    if (pattern.contains("'Z'")) {
      throw new IllegalArgumentException("'Z' in quotes is a letter; X reads it as an offset");
    }
    this.pattern = pattern;
    this.zone = zone;
    this.start = edge == Edge.START;
    formatter();
    checkGivesDate();
  }

  /** Which end of an interval a partial time stands for. */
  public enum Edge {
    /** Its first microsecond, for entry into follow-up. */
    START,
    /** Its last microsecond, for what must not be known too early. */
    END
  }

  /**
   * What a text says.
   *
   * @param micros the instant in microseconds since 1970
   * @param dayOnly whether the text gives a date without time
   */
  public record Stated(long micros, boolean dayOnly) {}

  /**
   * The time that {@code text} states.
   *
   * @throws RejectedLine with reason {@code bad-date} if it is not of this format
   */
  public Stated parse(String text) throws RejectedLine {
    TemporalAccessor parsed;
    try {
      parsed = formatter().parse(text);
    } catch (DateTimeParseException e) {
      throw bad();
    }
    LocalDate date = parsed.query(TemporalQueries.localDate());
    if (date.getYear() < 1 || date.getYear() > 9999) {
      throw bad();
    }
    if (!parsed.isSupported(ChronoField.NANO_OF_DAY)) {
      Instant instant =
          start
              ? date.atStartOfDay(zone).toInstant()
              : date.plusDays(1).atStartOfDay(zone).toInstant().minus(1, ChronoUnit.MICROS);
      return new Stated(micros(instant), true);
    }
    LocalDateTime local = date.atTime(parsed.query(TemporalQueries.localTime()));
    return new Stated(micros(local.toInstant(offset(parsed, local))), false);
  }

  private ZoneOffset offset(TemporalAccessor parsed, LocalDateTime local) throws RejectedLine {
    ZoneOffset stated = parsed.query(TemporalQueries.offset());
    if (stated != null) {
      return stated;
    }
    ZoneId named = parsed.query(TemporalQueries.zoneId());
    List<ZoneOffset> valid = (named == null ? zone : named).getRules().getValidOffsets(local);
    if (valid.isEmpty()) {
      throw bad();
    }
    return valid.get(start ? 0 : valid.size() - 1);
  }

  private void checkGivesDate() {
    LocalDateTime probe = LocalDateTime.of(2001, 2, 3, 4, 5, 6);
    try {
      TemporalAccessor read = formatter().parse(probe.atZone(zone).format(formatter()));
      if (read.query(TemporalQueries.localDate()) == null) {
        throw new IllegalArgumentException("the pattern does not give year, month and day");
      }
      if (read.isSupported(ChronoField.HOUR_OF_AMPM)
          && !read.isSupported(ChronoField.NANO_OF_DAY)) {
        throw new IllegalArgumentException("the pattern does not say whether before noon");
      }
    } catch (DateTimeParseException e) {
      throw new IllegalArgumentException("the pattern cannot be read back", e);
    }
  }

  private DateTimeFormatter formatter() {
    if (formatter == null) {
      formatter =
          (pattern.equals(ISO)
                  ? iso()
                  : DateTimeFormatter.ofPattern(properYears(pattern), Locale.ROOT))
              .withChronology(IsoChronology.INSTANCE)
              .withResolverStyle(ResolverStyle.STRICT);
    }
    return formatter;
  }

  private static DateTimeFormatter iso() {
    return new DateTimeFormatterBuilder()
        .append(DateTimeFormatter.ISO_LOCAL_DATE)
        .optionalStart()
        .appendLiteral('T')
        .append(DateTimeFormatter.ISO_LOCAL_TIME)
        .optionalStart()
        .appendOffsetId()
        .toFormatter(Locale.ROOT);
  }

  /** People write {@code yyyy}, a year of an era that the text does not name; meant is uuuu. */
  private static String properYears(String pattern) {
    StringBuilder proper = new StringBuilder();
    boolean quoted = false;
    for (int i = 0; i < pattern.length(); i++) {
      char c = pattern.charAt(i);
      quoted ^= c == '\'';
      proper.append(c == 'y' && !quoted ? 'u' : c);
    }
    return proper.toString();
  }

  private static long micros(Instant instant) {
    return ChronoUnit.MICROS.between(Instant.EPOCH, instant);
  }

  private static RejectedLine bad() {
    return new RejectedLine("bad-date", "a date or time does not exist or is not of its format");
  }
}

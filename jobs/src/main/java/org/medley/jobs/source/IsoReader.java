package org.medley.jobs.source;

import java.io.Serializable;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.YearMonth;
import java.time.ZoneId;
import java.time.ZoneOffset;
import org.apache.spark.unsafe.types.UTF8String;

/** Reads texts of ISO 8601 as {@link IsoTimes} says, into what Spark holds of times and dates. */
public final class IsoReader implements Serializable {
  private static final long serialVersionUID = 1L;
  private static final int YEAR = 4;
  private static final int MONTH = 7;
  private static final int DAY = 10;
  private static final int MINUTE = 16;
  private static final int SECOND = 19;
  private static final int OFFSET = 6;
  private static final int LEAP_SECOND = 60;
  private static final int FARTHEST = 18 * 3600;
  private static final int MICRO_DIGITS = 6;
  private static final long MICROS = 1_000_000;

  private final ZoneId zone;

  /** A reader that takes times without a zone in {@code zone}. */
  IsoReader(ZoneId zone) {
    this.zone = zone;
  }

  /** Microseconds of the instant, or of the last one of the year, month or day; null: neither. */
  public Long last(UTF8String text) {
    int length = text.numBytes();
    if (length > DAY) {
      return instant(text, length);
    }
    LocalDate start = start(text, length);
    if (start == null) {
      return null;
    }
    LocalDate next =
        switch (length) {
          case YEAR -> start.plusYears(1);
          case MONTH -> start.plusMonths(1);
          default -> start.plusDays(1);
        };
    return micros(next.atStartOfDay(), 0) - 1;
  }

  /** The same, or of the first one of the year, month or day. */
  public Long first(UTF8String text) {
    int length = text.numBytes();
    if (length > DAY) {
      return instant(text, length);
    }
    LocalDate start = start(text, length);
    return start == null ? null : micros(start.atStartOfDay(), 0);
  }

  /** The first day of what {@code text} names, as days since 1970; null: nothing. */
  public Integer firstDay(UTF8String text) {
    LocalDate start = start(text, Math.min(text.numBytes(), DAY));
    return start == null ? null : Math.toIntExact(start.toEpochDay());
  }

  private static LocalDate start(UTF8String text, int length) {
    if (length != YEAR && length != MONTH && length != DAY) {
      return null;
    }
    int year = number(text, 0, YEAR);
    int month = length > YEAR ? part(text, YEAR, '-') : 1;
    int day = length > MONTH ? part(text, MONTH, '-') : 1;
    if (year < 0 || month < 1 || month > 12 || day < 1 || day > 31) {
      return null;
    }
    boolean exists = day <= 28 || day <= YearMonth.of(year, month).lengthOfMonth();
    return exists ? LocalDate.of(year, month, day) : null;
  }

  private Long instant(UTF8String text, int length) {
    LocalDate day = start(text, DAY);
    byte separator = text.getByte(DAY);
    if (day == null || (separator != 'T' && separator != ' ') || length < MINUTE) {
      return null;
    }
    int hour = number(text, DAY + 1, 2);
    int minute = part(text, DAY + 3, ':');
    int at = MINUTE;
    int second = 0;
    long fraction = 0;
    if (at < length && text.getByte(at) == ':') {
      second = length < SECOND ? -1 : part(text, MINUTE, ':');
      at = SECOND;
      int end = second < 0 ? at : endOfFraction(text, at, length);
      fraction = end > at ? fraction(text, at + 1, end) : 0;
      at = end;
    }
    if (hour < 0 || hour > 23 || minute < 0 || minute > 59 || second < 0 || second > LEAP_SECOND) {
      return null;
    }
    LocalDateTime local = day.atTime(hour, minute).plusSeconds(second);
    if (at == length) {
      return micros(local, fraction);
    }
    Integer offset = offset(text, at, length);
    return offset == null ? null : micros(local.toEpochSecond(ZoneOffset.UTC) - offset, fraction);
  }

  private static int endOfFraction(UTF8String text, int at, int length) {
    int end = at;
    if (at + 1 < length && text.getByte(at) == '.' && isDigit(text.getByte(at + 1))) {
      end++;
      while (end < length && isDigit(text.getByte(end))) {
        end++;
      }
    }
    return end;
  }

  private static long fraction(UTF8String text, int start, int end) {
    long micros = 0;
    for (int i = 0; i < MICRO_DIGITS; i++) {
      micros = micros * 10 + (start + i < end ? text.getByte(start + i) - '0' : 0);
    }
    return micros;
  }

  /** Seconds east of Greenwich; null: that is no offset. */
  private static Integer offset(UTF8String text, int at, int length) {
    byte sign = text.getByte(at);
    if (sign == 'Z') {
      return at + 1 == length ? 0 : null;
    }
    if ((sign != '+' && sign != '-') || at + OFFSET != length) {
      return null;
    }
    int hours = number(text, at + 1, 2);
    int minutes = part(text, at + 3, ':');
    int seconds = (hours * 60 + minutes) * 60;
    if (hours < 0 || minutes < 0 || minutes > 59 || seconds > FARTHEST) {
      return null;
    }
    return sign == '-' ? -seconds : seconds;
  }

  private long micros(LocalDateTime local, long fraction) {
    return micros(local.atZone(zone).toEpochSecond(), fraction);
  }

  private static long micros(long seconds, long fraction) {
    return seconds * MICROS + fraction;
  }

  /** The two digits behind {@code separator} at {@code at}; -1 if that is not what stands there. */
  private static int part(UTF8String text, int at, char separator) {
    return text.getByte(at) == separator ? number(text, at + 1, 2) : -1;
  }

  private static int number(UTF8String text, int start, int digits) {
    int number = 0;
    for (int i = start; i < start + digits; i++) {
      byte one = text.getByte(i);
      if (!isDigit(one)) {
        return -1;
      }
      number = number * 10 + one - '0';
    }
    return number;
  }

  private static boolean isDigit(byte one) {
    return one >= '0' && one <= '9';
  }

  @Override
  public String toString() {
    return "times in " + zone;
  }
}

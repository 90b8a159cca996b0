package org.medley.jobs.source;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.DateTimeException;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.LocalTime;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.time.temporal.ChronoUnit;
import java.util.Random;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.apache.spark.unsafe.types.UTF8String;
import org.junit.jupiter.api.Test;

/** Random dates and times, half of them damaged, are read as java.time reads them. */
class IsoReaderPropertyTest {
  private static final ZoneId ZONE = ZoneId.of("Europe/Zurich");

  /** What java.time reads of seconds. */
  private static final int NANOSECONDS = ":00.123456789".length();

  private static final Pattern FORM =
      Pattern.compile(
          "(\\d{4})(?:-(\\d\\d)(?:-(\\d\\d)"
              + "(?:[T ](\\d\\d:\\d\\d)(:\\d\\d(?:\\.\\d+)?)?(Z|[+-]\\d\\d:\\d\\d)?)?)?)?");

  @Test
  void readsWhatJavaReads() {
    Random random = new Random(20240601);
    IsoReader reader = new IsoReader(ZONE);
    int read = 0;
    for (int i = 0; i < 200_000; i++) {
      String text = text(random);
      UTF8String bytes = UTF8String.fromString(text);
      Long last = expected(text, true);
      assertThat(reader.last(bytes)).as(text).isEqualTo(last);
      assertThat(reader.first(bytes)).as(text).isEqualTo(expected(text, false));
      read += last == null ? 0 : 1;
    }
    assertThat(read).isBetween(60_000, 190_000);
  }

  @Test
  void aLeapSecondIsTheNextOne() {
    IsoReader reader = new IsoReader(ZoneOffset.UTC);
    Long next = expected("2017-01-01T00:00:00Z", true);
    assertThat(reader.last(UTF8String.fromString("2016-12-31T23:59:60Z"))).isEqualTo(next);
    assertThat(reader.last(UTF8String.fromString("2016-12-31T23:59:61Z"))).isNull();
  }

  private static Long expected(String text, boolean last) {
    Matcher matcher = FORM.matcher(text);
    if (!matcher.matches()) {
      return null;
    }
    try {
      String month = matcher.group(2);
      String day = matcher.group(3);
      LocalDate date =
          LocalDate.parse(
              matcher.group(1)
                  + "-"
                  + (month == null ? "01" : month)
                  + "-"
                  + (day == null ? "01" : day));
      if (matcher.group(4) == null) {
        ChronoUnit unit =
            month == null ? ChronoUnit.YEARS : day == null ? ChronoUnit.MONTHS : ChronoUnit.DAYS;
        long first = micros(date.atStartOfDay().atZone(ZONE).toEpochSecond(), 0);
        long next = micros(date.plus(1, unit).atStartOfDay().atZone(ZONE).toEpochSecond(), 0);
        return last ? next - 1 : first;
      }
      String seconds = matcher.group(5) == null ? ":00" : matcher.group(5);
      boolean leap = seconds.startsWith(":60");
      String all = leap ? ":59" + seconds.substring(3) : seconds;
      String plain = all.substring(0, Math.min(all.length(), NANOSECONDS));
      LocalDateTime local =
          date.atTime(LocalTime.parse(matcher.group(4) + plain))
              .plusSeconds(leap ? 1 : 0)
              .truncatedTo(ChronoUnit.MICROS);
      ZoneId zone = matcher.group(6) == null ? ZONE : ZoneOffset.of(matcher.group(6));
      return micros(local.atZone(zone).toEpochSecond(), local.getNano() / 1000);
    } catch (DateTimeException e) {
      return null;
    }
  }

  private static long micros(long seconds, long micros) {
    return seconds * 1_000_000 + micros;
  }

  private static String text(Random random) {
    StringBuilder text = new StringBuilder("%04d".formatted(1880 + random.nextInt(160)));
    int parts = random.nextInt(7);
    if (parts > 0) {
      text.append("-%02d".formatted(1 + random.nextInt(12)));
    }
    if (parts > 1) {
      text.append("-%02d".formatted(1 + random.nextInt(31)));
    }
    if (parts > 2) {
      text.append(random.nextInt(4) == 0 ? ' ' : 'T');
      text.append("%02d:%02d".formatted(random.nextInt(24), random.nextInt(60)));
    }
    if (parts > 3) {
      text.append(":%02d".formatted(random.nextInt(60)));
    }
    if (parts > 4) {
      text.append('.').append("123456789", 0, 1 + random.nextInt(9));
    }
    if (parts > 2 && random.nextInt(3) > 0) {
      text.append(
          random.nextBoolean()
              ? "Z"
              : "%s%02d:%02d"
                  .formatted(
                      random.nextBoolean() ? "+" : "-", random.nextInt(20), random.nextInt(61)));
    }
    if (random.nextInt(4) == 0) {
      int at = random.nextInt(text.length());
      text.setCharAt(at, "0123456789-:.TZ+ é".charAt(random.nextInt(18)));
    }
    return text.toString();
  }
}

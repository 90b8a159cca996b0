package org.medley.jobs.source.csv;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import java.time.Instant;
import java.time.ZoneId;
import java.time.temporal.ChronoUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.medley.jobs.source.RejectedLine;
import org.medley.jobs.source.csv.TimeFormat.Edge;

class TimeFormatTest {
  @ParameterizedTest(name = "{1} in {2} as {0} is {3}")
  @CsvSource({
    "yyyy-MM-dd,           2024-06-01,                Europe/Berlin,   "
        + " 2024-06-01T21:59:59.999999Z",
    "dd.MM.yyyy,           29.02.2024,                UTC,             "
        + " 2024-02-29T23:59:59.999999Z",
    // The clocks go forward on 31 March 2024 in Berlin: the day has 23 hours.
    "yyyy-MM-dd,           2024-03-31,                Europe/Berlin,   "
        + " 2024-03-31T21:59:59.999999Z",
    // In Sao Paulo 4 November 2018 began at 1 a.m.: the day before ended at 3 a.m. in UTC.
    "yyyy-MM-dd,           2018-11-03,               "
        + " America/Sao_Paulo,2018-11-04T02:59:59.999999Z",
    "yyyy-MM-dd HH:mm,     2024-01-15 08:30,          America/New_York, 2024-01-15T13:30:00Z",
    // 27 October 2024, 2:30 comes twice in Berlin; the later one is meant.
    "yyyy-MM-dd HH:mm,     2024-10-27 02:30,          Europe/Berlin,    2024-10-27T01:30:00Z",
    "yyyy-MM-dd HH:mm XX,  2024-10-27 02:30 +0200,    UTC,              2024-10-27T00:30:00Z",
    "iso,                  2017-09-08T15:00:00Z,      Asia/Tokyo,       2017-09-08T15:00:00Z",
    "iso,                  2017-09-08T15:00,          Asia/Tokyo,       2017-09-08T06:00:00Z",
    "iso,                  2017-09-08T15:00:00.25+02:00, UTC,           2017-09-08T13:00:00.250Z",
    "iso,                  2017-09-08,                UTC,             "
        + " 2017-09-08T23:59:59.999999Z",
    "iso,                  1960-01-01T00:00:00Z,      UTC,              1960-01-01T00:00:00Z",
  })
  void aTextIsOneInstant(String pattern, String text, String zone, String expected)
      throws RejectedLine {
    assertThat(micros(pattern, zone, Edge.END, text)).isEqualTo(Instant.parse(expected));
  }

  @Test
  void entryTakesTheStartOfTheDayAndTheEarlierOfTwoTimes() throws RejectedLine {
    assertThat(micros("yyyy-MM-dd", "Europe/Berlin", Edge.START, "2024-06-01"))
        .isEqualTo("2024-05-31T22:00:00Z");
    assertThat(micros("yyyy-MM-dd", "America/Sao_Paulo", Edge.START, "2018-11-04"))
        .isEqualTo("2018-11-04T03:00:00Z");
    assertThat(micros("yyyy-MM-dd HH:mm", "Europe/Berlin", Edge.START, "2024-10-27 02:30"))
        .isEqualTo("2024-10-27T00:30:00Z");
  }

  @ParameterizedTest(name = "{1} is not {0}")
  @CsvSource({
    "yyyy-MM-dd,       2023-02-30",
    "yyyy-MM-dd,       2023-13-01",
    "yyyy-MM-dd,       2023-2-3",
    "yyyy-MM-dd,       0000-01-01",
    "yyyy-MM-dd,       2023-01-01T00:00",
    "dd/MM/yyyy,       2023-01-01",
    "yyyy-MM-dd HH:mm, 2023-01-01 24:00",
    // The clocks skip this time.
    "yyyy-MM-dd HH:mm, 2024-03-31 02:30",
    "iso,              20230101",
    "iso,              2023-01-01T25:00:00Z",
  })
  void whatIsNotATimeIsRejected(String pattern, String text) {
    TimeFormat format = new TimeFormat(pattern, ZoneId.of("Europe/Berlin"), Edge.END);
    assertThat(catchThrowableOfType(RejectedLine.class, () -> format.parse(text)).code())
        .isEqualTo("bad-date");
  }

  @Test
  void aDateIsMarkedAsADay() throws RejectedLine {
    TimeFormat format = new TimeFormat(TimeFormat.ISO, ZoneId.of("UTC"), Edge.END);
    assertThat(format.parse("2017-09-08").dayOnly()).isTrue();
    assertThat(format.parse("2017-09-08T10:00").dayOnly()).isFalse();
  }

  @Test
  void patternsMustGiveAWholeDate() {
    assertRefused("yyyy-MM", "");
    assertRefused("HH:mm", "");
    assertRefused("yyyy-MM-dd hh:mm", "noon");
    assertRefused("yyyy-MM-dd'T'HH:mm:ss'Z'", "offset");
    assertRefused("yyyy-MM-ddQQQQQQQ", "");
  }

  private static void assertRefused(String pattern, String message) {
    assertThatThrownBy(() -> new TimeFormat(pattern, ZoneId.of("UTC"), Edge.END))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining(message);
  }

  private static Instant micros(String pattern, String zone, Edge edge, String text)
      throws RejectedLine {
    long micros = new TimeFormat(pattern, ZoneId.of(zone), edge).parse(text).micros();
    return Instant.EPOCH.plus(micros, ChronoUnit.MICROS);
  }
}

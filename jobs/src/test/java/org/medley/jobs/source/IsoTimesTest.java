package org.medley.jobs.source;

import static org.apache.spark.sql.functions.col;
import static org.assertj.core.api.Assertions.assertThat;

import java.time.ZoneId;
import java.util.Arrays;
import java.util.List;
import org.apache.spark.sql.Column;
import org.apache.spark.sql.Encoders;
import org.apache.spark.sql.SparkSession;
import org.junit.jupiter.api.Test;
import org.medley.features.testing.SparkTest;

@SparkTest
class IsoTimesTest {
  private static final ZoneId NEW_YORK = ZoneId.of("America/New_York");

  @Test
  void timesTakeTheirZoneOrTheSourcesAndPartialDatesTheirLastInstant(SparkSession spark) {
    String[][] cases = {
      {"2020-01-01T10:00:00Z", "2020-01-01 10:00:00"},
      {"2020-01-01T10:00:00.123+05:30", "2020-01-01 04:30:00.123"},
      {"2020-01-01T10:00:00-05:00", "2020-01-01 15:00:00"},
      {"2020-01-01T10:00:00", "2020-01-01 15:00:00"},
      {"2020-07-01T10:00", "2020-07-01 14:00:00"},
      {"2020-03-08T02:30:00", "2020-03-08 07:30:00"},
      {"2020-11-01T01:30:00", "2020-11-01 05:30:00"},
      {"2020-03-08", "2020-03-09 03:59:59.999999"},
      {"2020-02", "2020-03-01 04:59:59.999999"},
      {"2020", "2021-01-01 04:59:59.999999"},
      {"2020-02-30", null},
      {"2020-13", null},
      {"yesterday", null},
      {"", null},
      {null, null},
    };
    Column last = IsoTimes.last(col("value"), NEW_YORK).cast("string");
    assertThat(run(spark, cases, last)).containsExactly(column(cases, 1));
  }

  @Test
  void birthsTakeTheFirstInstant(SparkSession spark) {
    String[][] cases = {
      {"2020-03-08", "2020-03-08 05:00:00"},
      {"2020-07", "2020-07-01 04:00:00"},
      {"1950", "1950-01-01 05:00:00"},
    };
    Column first = IsoTimes.first(col("value"), NEW_YORK).cast("string");
    assertThat(run(spark, cases, first)).containsExactly(column(cases, 1));
  }

  @Test
  void precisionSaysWhatWasStated(SparkSession spark) {
    String[][] cases = {
      {"2020", "year"},
      {"2020-02", "month"},
      {"2020-02-01", "day"},
      {"2020-01-01T10:00:00Z", "instant"},
      {null, null},
    };
    assertThat(run(spark, cases, IsoTimes.precision(col("value"))))
        .containsExactly(column(cases, 1));
  }

  private static String[] run(SparkSession spark, String[][] cases, Column column) {
    List<String> texts = Arrays.asList(column(cases, 0));
    return spark.createDataset(texts, Encoders.STRING()).select(column).collectAsList().stream()
        .map(row -> row.getString(0))
        .toArray(String[]::new);
  }

  private static String[] column(String[][] cases, int at) {
    return Arrays.stream(cases).map(row -> row[at]).toArray(String[]::new);
  }
}

package org.medley.features.cohort;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.SparkSession;
import org.junit.jupiter.api.Test;
import org.medley.features.contract.Events;
import org.medley.features.contract.Members;
import org.medley.features.contract.ObservationPeriods;
import org.medley.features.contract.Subjects;
import org.medley.features.testing.SparkTest;
import org.medley.features.testing.TextTable;

@SparkTest
class SplitsTest {
  private static final Instant AS_OF = Instant.parse("2024-06-01T23:59:59.999999Z");

  /**
   * 1 tests, 2 trains, 3 is of both, 4 of neither, 5 has its fact too late, 6 dated, 7 replaced.
   */
  private static final String EVENTS =
      """
      | subject_id | time                | available_time      | superseded_time     | code       | domain | source |
      | 1          |                     |                     |                     | SPLIT//B   | admin  | b      |
      | 2          |                     |                     |                     | SPLIT//A   | admin  | a      |
      | 3          |                     |                     |                     | SPLIT//A   | admin  | a      |
      | 3          |                     |                     |                     | SPLIT//B   | admin  | b      |
      | 4          |                     |                     |                     | SEX//F     | admin  | c      |
      | 5          |                     | 2024-07-01 00:00:00 |                     | SPLIT//B   | admin  | b      |
      | 6          | 2020-01-01 00:00:00 | 2020-01-01 00:00:00 |                     | SPLIT//B   | admin  | b      |
      | 7          |                     |                     | 2020-01-01 00:00:00 | SPLIT//B   | admin  | b      |
      """;

  @Test
  void personsGoByTheirFacts(SparkSession spark) {
    assertThat(splits(spark, List.of(code("SPLIT//B")), List.of(code("SPLIT//A"))))
        .isEqualTo(
            Map.of(
                1L, "test", 2L, "train", 3L, "test", 4L, "embargo", 5L, "embargo", 6L, "embargo",
                7L, "embargo"));
    assertThat(splits(spark, List.of(code("SPLIT//B")), List.of()))
        .isEqualTo(
            Map.of(
                1L, "test", 2L, "train", 3L, "test", 4L, "train", 5L, "train", 6L, "train", 7L,
                "train"));
    assertThat(splits(spark, List.of(from("c"), from("a")), List.of(from("b"))))
        .isEqualTo(
            Map.of(
                1L, "train", 2L, "test", 3L, "test", 4L, "test", 5L, "embargo", 6L, "embargo", 7L,
                "embargo"));
  }

  @Test
  void withoutCutoffSamplesGoWithTheirPersonAtRandom(SparkSession spark) {
    Map<Long, String> splits = drawn(spark, new SplitRule(new SplitRule.Drawn(0.5, 3), null));
    assertThat(splits.values()).containsOnly("train", "test");
    Map<Long, String> later =
        drawn(
            spark,
            new SplitRule(new SplitRule.Drawn(0.5, 3), Instant.parse("2020-06-01T00:00:00Z")));
    // All index times lie after the cutoff: who tests still tests, and nobody trains.
    splits.replaceAll((subject, split) -> split.equals("train") ? "embargo" : split);
    assertThat(later).isEqualTo(splits);
  }

  private static Map<Long, String> splits(
      SparkSession spark, List<Predicate.Plain> test, List<Predicate.Plain> train) {
    return drawn(spark, new SplitRule(new SplitRule.Stated(test, train), null));
  }

  private static Map<Long, String> drawn(SparkSession spark, SplitRule rule) {
    Dataset<Row> subjects =
        spark
            .range(1, 8)
            .selectExpr(
                "id as " + Subjects.SUBJECT_ID, "date'1970-01-01' as " + Subjects.BIRTH_DATE);
    Dataset<Row> periods =
        subjects.selectExpr(
            ObservationPeriods.SUBJECT_ID,
            "timestamp'2019-01-01' as " + ObservationPeriods.START_TIME,
            "timestamp'2025-01-01' as " + ObservationPeriods.END_TIME);
    Task task =
        Tasks.onDates(ZoneOffset.UTC, "2021-01-01", "2022-01-01")
            .codes("visit")
            .input(null, "trigger", "[]")
            .target("input.end", "start + 365d", "(]", "visit")
            .split(rule)
            .build();
    Map<Long, String> splits = new TreeMap<>();
    Cohorts.train(TextTable.rows(spark, Events.TABLE, EVENTS), subjects, periods, task, AS_OF)
        .members()
        .collectAsList()
        .forEach(row -> splits.put(row.getAs(Members.SUBJECT_ID), row.getAs(Members.SPLIT)));
    return splits;
  }

  private static Predicate.Plain code(String code) {
    return new Predicate.Plain(new CodeMatch.Exact(code), null, Map.of());
  }

  private static Predicate.Plain from(String source) {
    return new Predicate.Plain(new CodeMatch.Regex("."), null, Map.of(Events.SOURCE, source));
  }
}

package org.medley.features.cohort;

import static org.apache.spark.sql.functions.col;
import static org.apache.spark.sql.functions.expr;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Instant;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.SparkSession;
import org.junit.jupiter.api.Test;
import org.medley.features.contract.Attrition;
import org.medley.features.contract.Events;
import org.medley.features.contract.Members;
import org.medley.features.contract.ObservationPeriods;
import org.medley.features.contract.Subjects;
import org.medley.features.testing.SparkTest;
import org.medley.features.testing.TextTable;

@SparkTest
class CohortsTest {
  private static final String KINDS =
      """
      | subject_id | time                | available_time      | superseded_time     | code       | domain      | numeric_value |
      | 1          | 2020-01-01 10:00:00 | 2020-01-01 10:00:00 |                     | LAB//A     | measurement | 5.0           |
      | 1          | 2020-01-02 10:00:00 | 2020-01-02 10:00:00 |                     | LAB//A     | measurement | 7.0           |
      | 1          | 2020-01-03 10:00:00 | 2020-01-03 10:00:00 |                     | LAB//A     | measurement |               |
      | 1          | 2020-01-04 10:00:00 | 2020-01-04 10:00:00 |                     | LAB//A     | measurement | NaN           |
      | 1          | 2020-01-05 10:00:00 | 2020-01-05 10:00:00 |                     | LAB//AB    | device      | 6.0           |
      | 1          | 2020-01-05 10:00:00 | 2020-01-05 10:00:00 |                     | DX//1      | condition   |               |
      | 1          | 2020-01-06 10:00:00 |                     |                     | DX//2      | condition   |               |
      | 1          | 2020-01-07 10:00:00 | 2020-01-07 10:00:00 | 2020-02-01 00:00:00 | DX//2      | condition   |               |
      | 1          | 2020-01-08 10:00:00 | 2024-06-02 00:00:00 |                     | DX//2      | condition   |               |
      | 1          | 1960-01-01 00:00:00 | 1960-01-01 00:00:00 |                     | MEDS_BIRTH | admin       |               |
      | 1          |                     |                     |                     | DX//2      | condition   |               |
      | 1          | 2020-01-09 10:00:00 | 2020-01-09 10:00:00 |                     | ICD10//E11.9 | condition |             |
      | 2          | 2020-01-01 00:00:00 | 2020-01-01 00:00:00 |                     | OTHER      | admin       |               |
      """;

  private static final Instant AS_OF = Instant.parse("2024-06-01T23:59:59.999999Z");

  private static Dataset<Row> events(SparkSession spark, String text) {
    return TextTable.rows(spark, Events.TABLE, text);
  }

  private static Dataset<Row> subjects(SparkSession spark, int number) {
    return spark
        .range(1, number + 1)
        .select(
            col("id").as(Subjects.SUBJECT_ID), expr("date'1960-01-01'").as(Subjects.BIRTH_DATE));
  }

  private static Dataset<Row> observed(SparkSession spark, int number) {
    return spark
        .range(1, number + 1)
        .select(
            col("id").as(ObservationPeriods.SUBJECT_ID),
            expr("timestamp'2019-01-01'").as(ObservationPeriods.START_TIME),
            expr("timestamp'2025-01-01'").as(ObservationPeriods.END_TIME));
  }

  private static List<String> texts(Dataset<Row> rows, String... columns) {
    return rows
        .selectExpr("concat_ws(' ', " + String.join(", ", columns) + ")")
        .collectAsList()
        .stream()
        .map(row -> row.getString(0))
        .sorted()
        .toList();
  }

  private static Tasks ofEachKind() {
    CodeMatch lab = new CodeMatch.Exact("LAB//A");
    CodeMatch anyLab = new CodeMatch.Regex("^LAB//");
    CodeSet set = new CodeSet("dx", Set.of("DX//1", "DX//2"));
    return Tasks.onDates(ZoneOffset.UTC, "2021-01-01")
        .predicate("exact", new Predicate.Plain(lab, null, Map.of()))
        .predicate(
            "above", new Predicate.Plain(lab, new ValueRange(5.0, false, null, false), Map.of()))
        .predicate(
            "within", new Predicate.Plain(lab, new ValueRange(5.0, true, 7.0, true), Map.of()))
        .predicate(
            "some",
            new Predicate.Plain(new CodeMatch.Any(List.of("LAB//A", "LAB//AB")), null, Map.of()))
        .predicate("found", new Predicate.Plain(anyLab, null, Map.of()))
        .predicate("listed", new Predicate.Plain(new CodeMatch.In(set), null, Map.of()))
        .predicate("device", new Predicate.Plain(anyLab, null, Map.of("domain", "device")))
        .predicate(
            "below",
            new Predicate.Plain(
                new CodeMatch.Under(new CodeSet("t2d", Set.of("ICD10//E11", "DX//9"))),
                null,
                Map.of()))
        .predicate(
            "fact",
            new Predicate.Static(new Predicate.Plain(new CodeMatch.Exact("DX//2"), null, Map.of())))
        .derived("paired = and(found, listed)", "neither = not(or(found, listed))")
        .codes("absent");
  }

  /** Eight other times and the birth; what has no time or was superseded is no event. */
  @Test
  void aBirthIsAnEventByTheRulesOfAcesAlone(SparkSession spark) {
    Dataset<Row> events = events(spark, KINDS).where("subject_id = 1");
    Task task = Tasks.on(Predicate.ANY_EVENT).compat().build();
    assertThat(
            Cohorts.train(events, subjects(spark, 2), observed(spark, 2), task, AS_OF)
                .samples()
                .count())
        .isEqualTo(8 + 1);
  }

  @Test
  void eachKindOfPredicateCountsTheStatementsThatItNames(SparkSession spark) {
    Dataset<Row> events = events(spark, KINDS);
    String[][] counts = {
      {"exact", "4"},
      {"above", "1"},
      {"within", "2"},
      {"some", "5"},
      {"found", "5"},
      {"listed", "2"},
      {"device", "1"},
      {"_ANY_EVENT", "7"},
      {"below", "1"},
      {"neither", "1"},
      {"paired", "1"},
      {"absent", "0"}
    };
    String[] has = new String[counts.length];
    for (int i = 0; i < counts.length; i++) {
      has[i] = "%s:(%s,%s)".formatted(counts[i][0], counts[i][1], counts[i][1]);
    }
    List<String> all = new ArrayList<>(List.of(has));
    all.addAll(
        List.of(
            "exact.min:(5.0,5.0)",
            "exact.max:(7.0,7.0)",
            "exact.mean:(6.0,6.0)",
            "exact.last:(7.0,7.0)",
            "exact.slope:(2.0,2.0)"));
    Task task = ofEachKind().input(null, "trigger", "[]", all.toArray(String[]::new)).build();
    Cohort cohort = Cohorts.train(events, subjects(spark, 2), observed(spark, 2), task, AS_OF);
    assertThat(texts(cohort.members(), "subject_id", "index_time", "label_status", "split"))
        .as(texts(cohort.attrition(), "rule", "samples").toString())
        .containsExactly("1 2021-01-01 23:59:59.999999 none train");
  }

  @Test
  void membersAndAttritionTellOneStory(SparkSession spark) {
    Dataset<Row> events =
        spark
            .range(0, 4000)
            .select(
                expr("id % 400 + 1").as(Events.SUBJECT_ID),
                expr("timestamp'2019-06-01' + make_dt_interval(cast(pmod(hash(id), 1800) as int))")
                    .as(Events.TIME),
                expr("cast(null as timestamp)").as(Events.SUPERSEDED_TIME),
                expr("if(hash(id, 1) % 4 = 0, 'OUT', 'VISIT')").as(Events.CODE))
            .withColumn(
                Events.AVAILABLE_TIME,
                expr("time + make_dt_interval(if(hash(subject_id) % 7 = 0, 40, 0))"));
    Task task =
        Tasks.onDates(ZoneOffset.UTC, "2020-06-01", "2021-06-01", "2022-06-01", "2023-06-01")
            .codes("visit", "out")
            .age("(18,None)")
            .input("end - 365d", "trigger", "(]", "visit:(1,None)")
            .target("input.end", "start + 365d", "(]", "out")
            .score(new ScoreRule.AsOf())
            .split("2022-06-01T23:59:59.999999Z", 0.25)
            .build();
    Dataset<Row> subjects =
        subjects(spark, 420)
            .withColumn(Subjects.BIRTH_DATE, expr("if(subject_id % 10 = 0, null, birth_date)"));
    Cohort cohort = Cohorts.train(events, subjects, observed(spark, 410), task, AS_OF);
    assertThat(cohort.members().schema()).isEqualTo(Members.TABLE.schema());
    assertThat(cohort.attrition().schema()).isEqualTo(Attrition.TABLE.schema());
    cohort.candidates().persist();
    List<Row> members = cohort.members().collectAsList();
    List<Row> attrition = cohort.attrition().orderBy(Attrition.STEP).collectAsList();

    assertThat(attrition)
        .extracting(row -> row.<String>getAs(Attrition.RULE))
        .containsExactly(
            "landmarks at the end of 2020-06-01, 2021-06-01, 2022-06-01, 2023-06-01",
            "observed at the index time",
            "age in whole years at the index date: at least 18",
            "window input has visit: at least 1",
            "no outcome had happened that became known only after the index time");
    long left = 420 * 4;
    for (Row line : attrition) {
      left -= line.<Long>getAs(Attrition.EXCLUDED);
      assertThat(line.<Long>getAs(Attrition.SAMPLES)).isEqualTo(left);
      assertThat(line.<Long>getAs(Attrition.EXCLUDED) > 0)
          .isEqualTo(line.<Integer>getAs(Attrition.STEP) > 0);
    }
    Set<Long> people = new TreeSet<>();
    members.forEach(row -> people.add(row.getAs(Members.SUBJECT_ID)));
    Row last = attrition.get(attrition.size() - 1);
    assertThat(last.<Long>getAs(Attrition.SAMPLES)).isEqualTo(members.size());
    assertThat(last.<Long>getAs(Attrition.SUBJECTS)).isEqualTo(people.size());
    assertThat(attrition.get(1).<Long>getAs(Attrition.SUBJECTS)).isEqualTo(410);
    noPersonIsInBothPartsAndNoTargetCrossesTheCutoff(members);
    sameForAnyPartitioning(members, events, subjects, observed(spark, 410), task);
    scoreRowsHaveNeitherLabelNorSplit(
        Cohorts.score(events, subjects, observed(spark, 410), task, AS_OF));
  }

  private static void noPersonIsInBothPartsAndNoTargetCrossesTheCutoff(List<Row> members) {
    Instant cutoff = Instant.parse("2022-06-01T23:59:59.999999Z");
    Map<String, Set<Long>> people = new HashMap<>();
    Map<String, Integer> samples = new HashMap<>();
    for (Row row : members) {
      String split = row.getAs(Members.SPLIT);
      samples.merge(split, 1, Integer::sum);
      people
          .computeIfAbsent(split, any -> new TreeSet<>())
          .add(row.<Long>getAs(Members.SUBJECT_ID));
      Instant index = row.<java.sql.Timestamp>getAs(Members.INDEX_TIME).toInstant();
      Instant end = row.<java.sql.Timestamp>getAs(Members.TARGET_END).toInstant();
      assertThat(split.equals("test") && index.isBefore(cutoff)).isFalse();
      assertThat(split.equals("train") && end.isAfter(cutoff)).isFalse();
    }
    assertThat(people.get("train")).doesNotContainAnyElementsOf(people.get("test"));
    assertThat(samples).containsOnlyKeys("train", "test", "embargo");
    double testers = people.get("test").size();
    assertThat(testers / (testers + people.get("train").size())).isBetween(0.18, 0.32);
  }

  private static void sameForAnyPartitioning(
      List<Row> members,
      Dataset<Row> events,
      Dataset<Row> subjects,
      Dataset<Row> periods,
      Task task) {
    Cohort again =
        Cohorts.train(
            events.repartition(5).sortWithinPartitions(col(Events.TIME).desc()),
            subjects.repartition(3),
            periods,
            task,
            AS_OF);
    List<Row> others = again.members().collectAsList();
    assertThat(others).hasSameSizeAs(members);
    assertThat(new HashSet<>(others)).isEqualTo(new HashSet<>(members));
  }

  private static void scoreRowsHaveNeitherLabelNorSplit(Cohort score) {
    assertThat(
            texts(
                score.members(),
                Members.INDEX_TIME,
                Members.INPUT_START,
                Members.LABEL_STATUS,
                Members.SPLIT,
                Members.PURPOSE,
                "concat_ws('', cast(label as string), event_type, target_start, target_end,"
                    + " censor_time)"))
        .isNotEmpty()
        .containsOnly("2024-06-01 23:59:59.999999 2023-06-02 23:59:59.999999 none none score ");
    assertThat(texts(score.attrition(), Attrition.STEP, Attrition.RULE))
        .containsExactly(
            "0 subjects at the as-of date",
            "1 observed at the index time",
            "2 age in whole years at the index date: at least 18",
            "3 window input has visit: at least 1");
  }

  @Test
  void eventsAreShuffledOnceAndNothingIsJoinedByInequality(SparkSession spark) {
    Task task = Tasks.on("a").codes("a", "b").target("trigger", "start -> b", "(]", "b").build();
    Dataset<Row> events = events(spark, "| subject_id | code |\n| 1 | A |");
    String plan =
        Cohorts.train(events, subjects(spark, 1), observed(spark, 1), task, AS_OF)
            .candidates()
            .queryExecution()
            .executedPlan()
            .toString();
    List<String> exchanges = new ArrayList<>();
    plan.lines().filter(line -> line.contains(" Exchange ")).forEach(exchanges::add);
    assertThat(exchanges).allMatch(line -> line.contains("hashpartitioning(subject_id"));
    assertThat(exchanges).hasSizeLessThanOrEqualTo(3);
    assertThat(plan).doesNotContain("NestedLoop").doesNotContain("CartesianProduct");
  }

  @Test
  void withoutAnyEventsEveryRuleStillHasItsLine(SparkSession spark) {
    Dataset<Row> none = events(spark, "| subject_id | code |\n| 1 | A |").limit(0);
    Task task = Tasks.on("a").codes("a").build();
    Cohort cohort = Cohorts.train(none, subjects(spark, 3), observed(spark, 3), task, AS_OF);
    assertThat(texts(cohort.attrition(), "step", "rule", "subjects", "samples", "excluded"))
        .containsExactly("0 every time of a 0 0 0", "1 observed at the index time 0 0 0");
    assertThatThrownBy(
            () -> Cohorts.score(none, subjects(spark, 3), observed(spark, 3), task, AS_OF))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("does not say who is scored");
  }
}

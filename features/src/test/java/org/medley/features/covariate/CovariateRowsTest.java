package org.medley.features.covariate;

import static org.apache.spark.sql.functions.col;
import static org.apache.spark.sql.functions.rand;
import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.OptionalDouble;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.SparkSession;
import org.junit.jupiter.api.Test;
import org.medley.features.contract.Covariates;
import org.medley.features.contract.Events;
import org.medley.features.contract.Members;
import org.medley.features.contract.Subjects;
import org.medley.features.testing.SparkSessions;
import org.medley.features.testing.SparkTest;

@SparkTest
class CovariateRowsTest {
  private static final List<LookbackWindow> WINDOWS =
      List.of(
          LookbackWindow.parse("1d"),
          LookbackWindow.parse("30d"),
          LookbackWindow.parse("365d"),
          LookbackWindow.FULL);
  private static final List<ReferenceRange> RANGES =
      List.of(
          new ReferenceRange("SYS//m-0", "mg/dL", OptionalDouble.of(1), OptionalDouble.of(100)),
          new ReferenceRange("SYS//m-1", "mmol/L", OptionalDouble.empty(), OptionalDouble.of(0)));
  private static final FeatureSettings ALL =
      new FeatureSettings(
          CovariateFamilies.names(), WINDOWS, 0.01, new FeatureOptions(Map.of(), RANGES));

  @Test
  void equalsTheNaiveLoopBitForBitForAllFamiliesAndWindows(SparkSession spark) {
    Population population = Population.random(20240601, 80, 60);
    SparkSession own = spark.newSession();
    SparkSessions.compile(own);
    Dataset<Row> covariates = population.covariates(own, ALL);

    Map<String, Double> expected = NaiveCovariates.of(population, ALL);

    assertThat(expected).hasSizeGreaterThan(4000);
    Map<String, Double> found = CovariateTables.byKey(Covariates.TABLE.conform(covariates));
    assertThat(differences(expected, found)).isEmpty();
  }

  private static List<String> differences(Map<String, Double> expected, Map<String, Double> found) {
    Set<String> keys = new TreeSet<>(expected.keySet());
    keys.addAll(found.keySet());
    return keys.stream()
        .filter(key -> !Objects.equals(expected.get(key), found.get(key)))
        .map(key -> key + ": expected " + expected.get(key) + ", found " + found.get(key))
        .limit(20)
        .toList();
  }

  @Test
  void doesNotDependOnRowOrderOrPartitions(SparkSession spark) {
    Population population = Population.random(7, 25, 60);
    Dataset<Row> shuffled =
        CovariateRows.build(
            population.events(spark).orderBy(rand(1)).repartition(7, col(Events.CODE)),
            population.subjects(spark).orderBy(rand(2)),
            population.members(spark).orderBy(rand(3)).coalesce(1),
            ALL);
    List<String> columns = List.of(Covariates.TABLE.schema().fieldNames());

    List<String> one = sorted(population.covariates(spark, ALL), columns);
    List<String> other = sorted(shuffled, columns);

    assertThat(other).isEqualTo(one);
  }

  private static List<String> sorted(Dataset<Row> rows, List<String> columns) {
    return rows.selectExpr(columns.toArray(String[]::new)).collectAsList().stream()
        .map(Row::toString)
        .sorted()
        .toList();
  }

  @Test
  void ofOneSubjectAloneEqualThoseInABatch(SparkSession spark) {
    Population population = Population.random(11, 20, 60);
    long one = 5;
    Dataset<Row> alone =
        CovariateRows.build(
            population.events(spark).where(col(Events.SUBJECT_ID).equalTo(one)),
            population.subjects(spark).where(col(Subjects.SUBJECT_ID).equalTo(one)),
            population.members(spark).where(col(Members.SUBJECT_ID).equalTo(one)),
            ALL);
    Dataset<Row> batch =
        population.covariates(spark, ALL).where(col(Covariates.SUBJECT_ID).equalTo(one));
    List<String> columns = List.of(Covariates.TABLE.schema().fieldNames());

    assertThat(sorted(alone, columns)).isNotEmpty().isEqualTo(sorted(batch, columns));
  }

  @Test
  void shufflesEventsOnceAndMembersOnce(SparkSession spark) {
    Dataset<Row> covariates = Population.random(3, 3, 5).covariates(spark, ALL);

    String plan = covariates.queryExecution().executedPlan().toString();

    assertThat(plan.split("Exchange hashpartitioning", -1)).hasSize(1 + 2);
    assertThat(plan).doesNotContain("NestedLoop").doesNotContain("CartesianProduct");
  }

  @Test
  void isEmptyForAnEmptyCohort(SparkSession spark) {
    Population population = Population.random(3, 3, 5);
    population.members.clear();

    assertThat(population.covariates(spark, ALL).collectAsList()).isEmpty();
  }

  @Test
  void scoringAMemberGivesWhatTrainingOnItGave(SparkSession spark) {
    Population population = Population.random(13, 10, 40);
    population.members.replaceAll(
        m -> new Population.Member("train", m.subject(), m.index(), "train"));
    List.copyOf(population.members)
        .forEach(
            m ->
                population.members.add(
                    new Population.Member("score", m.subject(), m.index(), "none")));

    Map<String, Double> train = new TreeMap<>();
    Map<String, Double> score = new TreeMap<>();
    CovariateTables.byKey(population.covariates(spark, ALL))
        .forEach(
            (key, value) ->
                (key.startsWith("train") ? train : score)
                    .put(key.substring(key.indexOf('|')), value));

    assertThat(train).isNotEmpty().isEqualTo(score);
  }
}

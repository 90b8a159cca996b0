package org.medley.features.leak;

import static org.apache.spark.sql.functions.col;
import static org.apache.spark.sql.functions.when;
import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.Collectors;
import org.apache.spark.sql.Column;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.SparkSession;
import org.junit.jupiter.api.Test;
import org.medley.features.contract.LeakAudit;
import org.medley.features.contract.Reference;
import org.medley.features.covariate.CovariateFamilies;
import org.medley.features.covariate.FeatureOptions;
import org.medley.features.covariate.FeatureSettings;
import org.medley.features.covariate.LookbackWindow;
import org.medley.features.covariate.Population;
import org.medley.features.covariate.Population.Event;
import org.medley.features.covariate.RollUp;
import org.medley.features.matrix.Matrices;
import org.medley.features.matrix.References;
import org.medley.features.testing.SparkTest;

@SparkTest
class KnownValuesTest {
  private static final Instant INDEX = Instant.parse("2022-06-01T12:00:00Z");
  private static final List<LookbackWindow> WINDOWS =
      List.of(LookbackWindow.parse("1d"), LookbackWindow.parse("30d"), LookbackWindow.FULL);

  private static final FeatureSettings CODES = new FeatureSettings(List.of("codes"), WINDOWS, 0);

  private final Population truth = new Population();
  private final Population seen = new Population();
  private final Map<String, String> plants = new TreeMap<>();

  @Test
  void whatTheFamiliesMakeIsWhatKnownEventsGive(SparkSession spark) {
    Population population = Population.random(11, 40, 40);
    FeatureSettings settings = settings(FeatureOptions.MissingIndicators.ADDED);

    Dataset<Row> audit = kept(audit(spark, population, settings));

    assertThat(names(audit.where(col(LeakAudit.VERDICT).equalTo(LeakAudit.LEAK)))).isEmpty();
    Map<String, Long> traced =
        audit
            .where(col(LeakAudit.CHECK).equalTo(KnownValues.KNOWN_EVENTS))
            .where(col(LeakAudit.N).gt(0))
            .selectExpr("split_part(basis, ':', 1) AS how")
            .groupBy("how")
            .count()
            .collectAsList()
            .stream()
            .collect(Collectors.toMap(row -> row.getString(0), row -> row.getLong(1)));
    assertThat(traced.get("recomputed from known events")).isGreaterThan(150);
    assertThat(traced.get("supported")).isGreaterThan(40);
  }

  @Test
  void whatWasNotKnownIsNamedInAMatrixAndTheBuilderNeverMakesIt(SparkSession spark) {
    plantEverything();
    FeatureSettings settings =
        new FeatureSettings(
            List.of("codes", "measurements", "drugs", "utilisation", "questionnaires", "genomic"),
            WINDOWS,
            0,
            new FeatureOptions(
                Map.of(
                    "codes", List.of("any", "days_since_last"),
                    "measurements", List.of("last", "count"),
                    "drugs", List.of("any"),
                    "utilisation", List.of("count")),
                List.of()));

    Dataset<Row> honest = kept(truth.covariates(spark, settings));
    Dataset<Row> careless = kept(seen.covariates(spark, settings));
    Dataset<Row> both = honest.unionByName(careless);

    assertThat(names(leaks(spark, both, honest, settings)))
        .as("the families see none of it")
        .isEmpty();
    assertThat(codes(leaks(spark, both, careless, settings)))
        .as("each kind of leak: " + plants)
        .isEqualTo(plants.keySet());
  }

  /** Each on a subject and a code of its own: what was so, and what a careless family saw. */
  private void plantEverything() {
    for (int subject = 1; subject <= 20; subject++) {
      truth.member(subject, INDEX);
      seen.member(subject, INDEX);
    }
    both(20, at(-3), "condition", "KNOWN//1", null);
    Event atIndex = event(19, INDEX, INDEX, null, "condition", "KNOWN//2", null);
    truth.events.add(atIndex);
    seen.events.add(atIndex);

    plant(
            "result posted after the index",
            event(1, at(-1), at(2), null, "measurement", "P//1", 7.0))
        .seenAs(event(1, at(-1), at(-1), null, "measurement", "P//1", 7.0));
    plant("diagnosis back-dated", event(2, at(-30), at(60), null, "condition", "P//2", null))
        .seenAs(event(2, at(-30), at(-30), null, "condition", "P//2", null));
    Instant endOfDay = Instant.parse("2022-06-01T23:59:59.999999Z");
    Instant startOfDay = Instant.parse("2022-06-01T00:00:00Z");
    plant("same-day date", event(3, endOfDay, endOfDay, null, "procedure", "P//3", null))
        .seenAs(event(3, startOfDay, startOfDay, null, "procedure", "P//3", null));
    plant("reclassified variant", event(4, null, at(-90), at(30), "genomic", "PGS//4", 1.0))
        .and(event(4, null, at(30), null, "genomic", "PGS//4", 2.0))
        .seenAs(event(4, null, at(-90), null, "genomic", "PGS//4", 2.0));
    plant("correction ignored", event(5, at(-9), at(-9), at(-5), "measurement", "P//5", 9.0))
        .and(event(5, at(-9), at(-5), null, "measurement", "P//5", 5.0))
        .seenAs(event(5, at(-9), at(-5), null, "measurement", "P//5", 9.0));
    plant("corrected after", event(6, at(-9), at(-9), at(10), "measurement", "P//6", 9.0))
        .and(event(6, at(-9), at(10), null, "measurement", "P//6", 5.0))
        .seenAs(event(6, at(-9), at(-9), null, "measurement", "P//6", 5.0));
    plant("static fact stated later", event(7, null, at(1), null, "allergy", "P//7", null))
        .seenAs(event(7, null, null, null, "allergy", "P//7", null));
    plant("withdrawn later", event(8, at(-9), at(-9), at(5), "condition", "P//8", null));
    plant("a microsecond too late", event(9, INDEX, micro(1), null, "drug", "P//9", null))
        .seenAs(event(9, INDEX, INDEX, null, "drug", "P//9", null));
    plant("window one microsecond long", event(10, at(-30), at(-30), null, "visit", "P//10", null))
        .seenAs(event(10, at(-30).plusNanos(1000), at(-30), null, "visit", "P//10", null));
    Instant berlin = Instant.parse("2022-06-01T21:59:59.999999Z");
    plant("date of a zone east", event(11, berlin, berlin, null, "immunization", "P//11", null))
        .seenAs(event(11, at(-1), at(-1), null, "immunization", "P//11", null));
    plant(
            "questionnaire scored later",
            event(12, at(-2), at(3), null, "questionnaire", "P//12", 3.0))
        .seenAs(event(12, at(-2), at(-2), null, "questionnaire", "P//12", 3.0));
    plant("event of the future", event(13, at(4), at(4), null, "condition", "P//13", null))
        .seenAs(event(13, at(-4), at(-4), null, "condition", "P//13", null));
    plant("unit converted later", event(14, at(-9), at(-9), at(3), "measurement", "P//14", 5.0))
        .and(event(14, at(-9), at(3), null, "measurement", "P//14", 90.0))
        .seenAs(event(14, at(-9), at(-9), null, "measurement", "P//14", 90.0));
  }

  @Test
  void aCovariateThatNoFamilyMakesIsNamed(SparkSession spark) {
    Population population = new Population().member(1, INDEX).member(2, INDEX);
    population.event(1, at(-3), "condition", "KNOWN//1", null, null);
    Dataset<Row> covariates = kept(population.covariates(spark, CODES));
    Dataset<Row> members = population.members(spark);
    Dataset<Row> reference = kept(References.fit(covariates, members, CODES, Population.TASK, "r"));
    Dataset<Row> matrix =
        kept(Matrices.build(covariates, members, reference, Population.TASK, "r"));
    Column aggregate = col(Reference.AGGREGATE);
    Dataset<Row> odd =
        reference
            .withColumn(
                Reference.AGGREGATE,
                when(aggregate.equalTo("count"), "index_year").otherwise(aggregate))
            .withColumn(
                Reference.FAMILY,
                when(aggregate.equalTo("any"), "sample_id").otherwise(col(Reference.FAMILY)));

    Dataset<Row> audit =
        KnownValues.of(
                population.events(spark),
                matrix,
                odd,
                SampledMembers.of(members, Population.TASK, 9),
                CODES,
                Optional.empty(),
                Optional.empty())
            .where(col(LeakAudit.VERDICT).equalTo(LeakAudit.LEAK));

    assertThat(names(audit))
        .hasSize(4)
        .allMatch(name -> name.contains("_any_") || name.contains("_count_"));
  }

  @Test
  void howEventsWereRecordedGivesWarnings(SparkSession spark) {
    Population population = new Population();
    for (int subject = 1; subject <= 4; subject++) {
      population.member(subject, INDEX);
    }
    population.events.add(event(1, at(-3), at(-4), null, "condition", "EARLY//1", null));
    population.events.add(event(2, at(-3), at(-3), at(2), "condition", "REPLACED//1", null));
    population.events.add(event(3, at(-3), at(-3), null, "condition", "LATE//1", null));
    population.events.add(event(3, at(-3), at(8), null, "condition", "LATE//1", null));
    population.events.add(event(4, at(-3), at(8), null, "condition", "LATE//1", null));

    Dataset<Row> audit = audit(spark, population, CODES);

    assertThat(
            audit
                .where(col(LeakAudit.VERDICT).equalTo(LeakAudit.WARNING))
                .where(col(LeakAudit.COVARIATE).endsWith("_any_full"))
                .selectExpr("concat_ws(' ', code, check, events, n)")
                .collectAsList()
                .stream()
                .map(row -> row.getString(0)))
        .containsExactlyInAnyOrder(
            "EARLY//1 recorded_before 1 1",
            "REPLACED//1 replaced_later 1 1",
            "LATE//1 recorded_late 2 3");
  }

  @Test
  void theSampleIsAboutAsLargeAsWantedAndTheSameEachTime(SparkSession spark) {
    Population population = new Population();
    for (int subject = 1; subject <= 2000; subject++) {
      population.member(subject, INDEX);
    }
    Dataset<Row> members = population.members(spark);

    List<Row> few = SampledMembers.of(members, Population.TASK, 500).collectAsList();

    assertThat(few).hasSizeBetween(430, 570);
    assertThat(SampledMembers.of(members.repartition(3), Population.TASK, 500).collectAsList())
        .containsExactlyInAnyOrderElementsOf(few);
    assertThat(SampledMembers.of(members, Population.TASK, 2000).count()).isEqualTo(2000);
  }

  private Dataset<Row> leaks(
      SparkSession spark, Dataset<Row> all, Dataset<Row> built, FeatureSettings settings) {
    return audit(spark, truth, all, built, settings)
        .where(col(LeakAudit.VERDICT).equalTo(LeakAudit.LEAK));
  }

  private static Dataset<Row> audit(
      SparkSession spark, Population population, FeatureSettings settings) {
    Dataset<Row> built = kept(population.covariates(spark, settings));
    return audit(spark, population, built, built, settings);
  }

  /** The audit of a matrix of the covariates {@code built} against the events of {@code truth}. */
  private static Dataset<Row> audit(
      SparkSession spark,
      Population truth,
      Dataset<Row> all,
      Dataset<Row> built,
      FeatureSettings settings) {
    Dataset<Row> members = truth.members(spark);
    Dataset<Row> reference = kept(References.fit(all, members, settings, Population.TASK, "r"));
    Dataset<Row> matrix = kept(Matrices.build(built, members, reference, Population.TASK, "r"));
    return LeakAudit.TABLE.conform(
        KnownValues.of(
            truth.events(spark),
            matrix,
            reference,
            SampledMembers.of(members, Population.TASK, 1000),
            settings,
            Optional.empty(),
            Optional.empty()));
  }

  /** As in a lake, a table is there before the next step reads it. */
  private static Dataset<Row> kept(Dataset<Row> rows) {
    return rows.localCheckpoint();
  }

  private static FeatureSettings settings(FeatureOptions.MissingIndicators missing) {
    RollUp rollUp = new RollUp(Map.of("SYS//c-1", List.of("SYS//c-2", "SYS//group")));
    return new FeatureSettings(
        CovariateFamilies.names(),
        WINDOWS,
        0,
        new FeatureOptions(Map.of(), List.of(), Optional.of(rollUp), missing));
  }

  private static List<String> names(Dataset<Row> audit) {
    return audit.select(LeakAudit.COVARIATE).distinct().collectAsList().stream()
        .map(row -> row.getString(0))
        .toList();
  }

  private static Set<String> codes(Dataset<Row> audit) {
    return audit
        .where(col(LeakAudit.CODE).isNotNull())
        .select(LeakAudit.CODE)
        .distinct()
        .collectAsList()
        .stream()
        .map(row -> row.getString(0))
        .collect(Collectors.toSet());
  }

  private static Instant at(int days) {
    return INDEX.plus(days, ChronoUnit.DAYS);
  }

  private static Instant micro(long micros) {
    return INDEX.plusNanos(1000 * micros);
  }

  private static Event event(
      long subject,
      Instant time,
      Instant available,
      Instant superseded,
      String domain,
      String code,
      Double number) {
    String id = "r" + subject + available + number;
    return new Event(
        subject, time, available, superseded, domain, code, number, null, "Of " + code, id);
  }

  private void both(long subject, Instant time, String domain, String code, Double number) {
    truth.event(subject, time, domain, code, number, null);
    seen.event(subject, time, domain, code, number, null);
  }

  private Plant plant(String kind, Event event) {
    plants.put(event.code(), kind);
    return new Plant().and(event);
  }

  /** What was so; a careless family sees nothing of it unless it is said how. */
  private final class Plant {
    private Plant and(Event event) {
      truth.events.add(event);
      return this;
    }

    private void seenAs(Event event) {
      seen.events.add(event);
    }
  }
}

package org.medley.jobs.cohort;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.time.LocalDateTime;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.SparkSession;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.medley.features.cohort.Cohort;
import org.medley.features.cohort.Cohorts;
import org.medley.features.cohort.Mode;
import org.medley.features.cohort.Task;
import org.medley.features.contract.Attrition;
import org.medley.features.contract.Members;
import org.medley.features.testing.SparkTest;
import org.medley.jobs.error.MedleyException;
import org.medley.jobs.export.LabelExport;
import org.medley.jobs.settings.AllowedNames;
import org.medley.jobs.settings.Overrides;
import org.medley.jobs.settings.Problems;
import org.medley.jobs.settings.TaskContext;
import org.medley.jobs.settings.TaskFile;
import org.medley.jobs.source.meds.MedsFolder;

/** The published tasks of ACES on its MEDS sample; see the page beside the data for the origin. */
@SparkTest
class AcesSampleTest {
  private static final Path ACES = Path.of("src/test/resources/aces").toAbsolutePath();
  private static final Instant LATE = Instant.parse("2200-01-01T00:00:00Z");
  private static MedsFolder data;

  @TempDir private Path folder;

  @BeforeAll
  static void open(SparkSession spark) {
    data = MedsFolder.open(spark, ACES.resolve("data").toString(), ZoneOffset.UTC, Set.of());
    data.events().persist();
  }

  private static Task task(Path file, Mode mode, Path predicates) {
    Problems problems = new Problems();
    TaskContext context =
        new TaskContext(
            ACES,
            ZoneOffset.UTC,
            new AllowedNames(Set.of(), Set.of(), Set.of(), Set.of()),
            Optional.ofNullable(predicates),
            Optional.of(mode),
            true);
    return TaskFile.any(file, context, problems, Overrides.NONE)
        .orElseThrow(() -> new AssertionError(problems.lines()))
        .cohort();
  }

  private static Task task(String name, Mode mode) {
    return task(ACES.resolve("configs/" + name + ".yaml"), mode, null);
  }

  private static Cohort draw(Task task) {
    return Cohorts.train(data.events(), data.subjects(), data.periods(), task, LATE);
  }

  @ParameterizedTest
  @ValueSource(strings = {"inhospital_mortality", "long_term_recurrence", "readmission_risk"})
  void compatGivesWhatAcesGives(String name) throws IOException {
    List<String> drawn =
        draw(task(name, Mode.COMPAT)).samples().collectAsList().stream()
            .map(
                row ->
                    String.join(
                        ",",
                        row.getAs(Members.SUBJECT_ID).toString(),
                        time(row, "trigger_time"),
                        time(row, Members.INDEX_TIME),
                        String.valueOf((long) row.<Double>getAs(Members.LABEL).doubleValue())))
            .toList();
    try (Stream<String> expected = Files.lines(ACES.resolve("expected/" + name + ".csv"))) {
      assertThat(drawn)
          .containsExactlyInAnyOrderElementsOf(
              expected.skip(1).map(line -> line.replace(".000000", "")).toList());
    }
  }

  private static String time(Row row, String column) {
    java.sql.Timestamp time = row.getAs(column);
    LocalDateTime local = LocalDateTime.ofInstant(time.toInstant(), ZoneOffset.UTC);
    return java.time.format.DateTimeFormatter.ISO_LOCAL_DATE_TIME.format(local);
  }

  @ParameterizedTest
  @CsvSource({
    "imminent_mortality, COMPAT, 30925, 30925, 0",
    "imminent_mortality, STRICT, 30732, 28507, 2225",
    "readmission_risk, STRICT, 194, 94, 100",
    "inhospital_mortality, STRICT, 87, 87, 0",
    "long_term_recurrence, STRICT, 194, 0, 194",
    "intervention_weaning, STRICT, 0, 0, 0",
    "abnormal_lab, COMPAT, 0, 0, 0",
  })
  void everyTaskRunsInBothModes(String name, Mode mode, long samples, long known, long unknown) {
    Cohort cohort = draw(task(name, mode));
    Map<String, Long> statuses = new TreeMap<>();
    cohort
        .samples()
        .groupBy(Members.LABEL_STATUS)
        .count()
        .collectAsList()
        .forEach(row -> statuses.put(row.getString(0), row.getLong(1)));
    assertThat(statuses.values().stream().mapToLong(each -> each).sum()).isEqualTo(samples);
    assertThat(statuses.getOrDefault("unknown", 0L)).isEqualTo(unknown);
    assertThat(statuses.getOrDefault("positive", 0L) + statuses.getOrDefault("negative", 0L))
        .isEqualTo(known);
    List<Row> attrition = cohort.attrition().orderBy(Attrition.STEP).collectAsList();
    assertThat(attrition.get(attrition.size() - 1).<Long>getAs(Attrition.SAMPLES))
        .isEqualTo(samples);
  }

  @Test
  void aSecondFileDefinesPredicatesAnew() throws IOException {
    Path second =
        Files.writeString(
            folder.resolve("women.yaml"),
            "description: the other half\npatient_demographics: {male: {code: SEX//female}}\n");
    Path first = ACES.resolve("configs/inhospital_mortality.yaml");
    Path open =
        Files.writeString(
            folder.resolve("open.yaml"),
            Files.readString(first)
                .replace("    code: SEX//male", "    ???")
                .replace("male:\n", "male:"));
    Set<Long> men = subjects(draw(task(first, Mode.COMPAT, null)).samples());
    Set<Long> women = subjects(draw(task(open, Mode.COMPAT, second)).samples());
    assertThat(men).hasSize(49).doesNotContainAnyElementsOf(women);
    assertThat(women).isNotEmpty();
  }

  private static Set<Long> subjects(Dataset<Row> samples) {
    return samples.select(Members.SUBJECT_ID).collectAsList().stream()
        .map(row -> row.getLong(0))
        .collect(Collectors.toSet());
  }

  @Test
  void labelsAreThoseOfMeds(SparkSession spark) {
    Dataset<Row> samples = draw(task("readmission_risk", Mode.STRICT)).samples();
    String out = folder.resolve("labels").toUri().toString();
    LabelExport.of(samples, true, ZoneOffset.UTC).write().parquet(out);
    Dataset<Row> read = spark.read().parquet(out);
    assertThat(read.schema().simpleString())
        .isEqualTo("struct<subject_id:bigint,prediction_time:timestamp_ntz,boolean_value:boolean>");
    assertThat(read.count()).isEqualTo(94);
    assertThat(read.where("boolean_value").count()).isEqualTo(14);
    assertThat(read.where("prediction_time is null or boolean_value is null").count()).isZero();
  }

  @Test
  void morePredicatesCompareColumnsOfTheDataAndTheShortestDecimal(SparkSession spark)
      throws IOException {
    Path meds = folder.resolve("meds/data");
    spark
        .sql(
            "SELECT * FROM VALUES (1L, timestamp_ntz'2020-01-01 08:00', 'A', cast(7.1 as float), 3,"
                + " 'x'), (1L, timestamp_ntz'2020-01-02 08:00', 'B', null, 4, 'x'), (1L,"
                + " timestamp_ntz'2020-01-03 08:00', 'A', cast(7.1 as float), 4, 'y') AS"
                + " t(subject_id, time, code, numeric_value, ward, team)")
        .write()
        .parquet(meds.toUri().toString());
    Path file =
        Files.writeString(
            folder.resolve("Odd Name.yml"),
            """
            predicates:
              a: {code: A, value_min: 7.1, value_min_inclusive: true, ward: 4.0, team: y}
            trigger: a
            """);
    try (MedsFolder own =
        MedsFolder.open(
            spark, folder.resolve("meds").toString(), ZoneOffset.UTC, Set.of("ward", "team"))) {
      Task task = task(file, Mode.STRICT, null);
      assertThat(
              Cohorts.train(own.events(), own.subjects(), own.periods(), task, LATE)
                  .samples()
                  .collectAsList())
          .singleElement()
          .satisfies(row -> assertThat(time(row, "trigger_time")).isEqualTo("2020-01-03T08:00:00"));
    }
    assertThatThrownBy(
            () ->
                MedsFolder.open(
                    spark, folder.resolve("meds").toString(), ZoneOffset.UTC, Set.of("bed")))
        .isInstanceOf(MedleyException.class)
        .hasMessageContaining("has the column bed, which a predicate names");
    assertThatThrownBy(() -> MedsFolder.open(spark, "/nowhere/at/all", ZoneOffset.UTC, Set.of()))
        .isInstanceOf(MedleyException.class)
        .hasMessageContaining("is not there");
  }
}

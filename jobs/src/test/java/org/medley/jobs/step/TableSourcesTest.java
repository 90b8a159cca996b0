package org.medley.jobs.step;

import static org.assertj.core.api.Assertions.assertThat;
import static org.medley.jobs.source.Extracts.texts;

import java.io.IOException;
import java.net.URISyntaxException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.SparkSession;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.medley.features.contract.Events;
import org.medley.features.contract.ObservationPeriods;
import org.medley.features.contract.Outcomes;
import org.medley.features.contract.Subjects;
import org.medley.features.contract.TableContract;
import org.medley.features.testing.SparkTest;
import org.medley.jobs.control.Control;
import org.medley.jobs.control.StepEnd;
import org.medley.jobs.lake.Lake;
import org.medley.jobs.lake.Output;
import org.medley.jobs.night.Inventory;
import org.medley.jobs.night.KnownFiles;
import org.medley.jobs.night.Night;
import org.medley.jobs.night.NightListener;
import org.medley.jobs.night.Step;
import org.medley.jobs.site.Site;
import org.medley.jobs.source.Source;
import org.medley.jobs.source.SourceSettings;
import org.medley.jobs.source.Sources;
import org.medley.jobs.unit.UnitTable;

/** A night over sources that are tables, and no other. */
@SparkTest
class TableSourcesTest {
  private static final UnitTable UNITS = UnitTable.load(Path.of("..", "conf", "codes"));

  private static final String SYSTEM = "identifier-system";

  private static final String TRIAL =
      """
      pid;randomised;arm;sex;age;days_rfs;relapse;days_os;death;visit_day;hb;hb_unit;ecog;comment
      p1;01.03.2024;A;m;61;31;1;400;0;0;13,2;g/dL;0;
      p1;01.03.2024;A;m;61;31;1;400;0;30;81;g/L;0;"over
      two; lines"
      p2;30.03.2024;B;w;55,5;10;2;10;1;-9;NA;;1;
      p3;30.03.2024;B;w;55;10;0;10;0;0;13.2;g/dL;1;
      """;

  private static final String VITAL = "who,when\np1,2024-05-05\nnobody,2024-05-05\n";

  private static final String VITAL_MAPPING =
      """
      subject: {column: who, identifier-system: "source:trial"}
      endpoint: alive
      time: {column: when, format: iso}
      status: {column: when, filled: event, empty: censored}
      """;

  @Test
  void omopMedsAndRegistriesBecomeOneSetOfSubjectsEventsAndPeriods(
      SparkSession spark, @TempDir Path folder) throws IOException, URISyntaxException {
    Path key = Files.writeString(folder.resolve("key"), "a key for tests");
    Path meds = folder.resolve("meds");
    writeMeds(spark, meds);
    SourceSettings cdm = settings("cdm", "omop", Path.of(getClass().getResource("/omop").toURI()));
    SourceSettings icu = settings("icu", "meds", meds);
    Files.writeString(Files.createDirectory(folder.resolve("trial")).resolve("t.csv"), TRIAL);
    SourceSettings trial = registry("trial", folder, Path.of("..", "conf", "mappings/trial.yaml"));
    Files.writeString(Files.createDirectory(folder.resolve("vital")).resolve("v.csv"), VITAL);
    SourceSettings vital =
        registry("vital", folder, Files.writeString(folder.resolve("vital.yaml"), VITAL_MAPPING));
    List<SourceSettings> declaring = List.of(cdm, icu, trial);
    List<Step> steps = new ArrayList<>();
    declaring.forEach(each -> steps.add(ingest(spark, each)));
    steps.add(new SubjectsStep(declaring, List.of(), folder.resolve("no views"), key));
    steps.add(ingest(spark, vital));
    List.of(cdm, icu, trial, vital)
        .forEach(
            each ->
                steps.add(new StatementsStep(Sources.BY_KIND.get(each.kind()).get(), each, UNITS)));
    steps.add(
        new PeriodsStep(
            List.of("statements:cdm", "statements:icu"),
            List.of("ingest:cdm"),
            Map.of(),
            Instant.parse("2024-06-01T23:59:59Z")));
    Lake lake = new Lake(spark, folder.resolve("lake").toString());
    Map<String, StepEnd> ends =
        new Night(
                spark,
                lake,
                new Control(spark, lake.root(), Clock.systemUTC()),
                LocalDate.of(2024, 6, 1),
                Clock.systemUTC(),
                new Silent())
            .run(ledger -> steps);

    assertThat(read(lake, ends, "subjects", Subjects.TABLE).count()).isEqualTo(4 + 2);
    assertThat(read(lake, ends, "statements:cdm", Events.TABLE).count())
        .isEqualTo(3 + 1 + 39 + 39 + 6 + 9 + 14 + 337 + 33);
    Dataset<Row> shared =
        read(lake, ends, "statements:icu", Events.TABLE)
            .select("subject_id")
            .intersect(read(lake, ends, "statements:cdm", Events.TABLE).select("subject_id"));
    assertThat(shared.count()).as("the person with the same identifier").isEqualTo(1);
    assertThat(
            read(lake, ends, "periods", ObservationPeriods.TABLE)
                .groupBy("basis")
                .count()
                .orderBy("basis")
                .collectAsList())
        .extracting(row -> row.mkString(" "))
        .containsExactly("extract 1", "stated 3");
    assertRegistries(lake, ends);
    assertThat(ends.get("ingest:cdm").notes())
        .containsEntry("accepted", "541")
        .containsEntry("quarantined", "0")
        .containsEntry("tables not in the extract", "location");
  }

  private static void writeMeds(SparkSession spark, Path meds) {
    spark
        .sql(
            "SELECT * FROM VALUES"
                + " ('13025201-4834-d1ca-c3ca-38d6614438f1', timestamp_ntz'2015-01-01', 'X//1'),"
                + " ('somebody else', timestamp_ntz'2015-01-01', 'HOSPITAL_ADMISSION//E'),"
                + " ('somebody else', null, 'X//1') AS v(subject_id, time, code)")
        .coalesce(1)
        .write()
        .parquet(meds.resolve("data").toString());
  }

  private static void assertRegistries(Lake lake, Map<String, StepEnd> ends) {
    assertThat(
            texts(
                read(lake, ends, "statements:trial", Events.TABLE),
                "code",
                "time",
                "available_time",
                "numeric_value",
                "unit",
                "source_value",
                "text_value"))
        .containsExactly(
            "LOINC//718-7 | 2024-03-01 23:59:59.999999 | 2024-03-02 23:59:59.999999 | 13.2 | g/dL"
                + " | - | -",
            "LOINC//718-7 | 2024-03-31 23:59:59.999999 | 2024-04-01 23:59:59.999999 | 8.1 | g/dL"
                + " | 81.0 | -",
            "LOINC//89247-1 | 2024-03-01 23:59:59.999999 | 2024-03-01 23:59:59.999999 | - | - | -"
                + " | fully active",
            "LOINC//89247-1 | 2024-03-30 23:59:59.999999 | 2024-03-30 23:59:59.999999 | - | - | -"
                + " | restricted",
            "MEDS_BIRTH | 1963-03-01 00:00:00.0 | 1963-03-01 00:00:00.0 | - | - | - | -",
            "MEDS_BIRTH | 1968-09-29 00:00:00.0 | 1968-09-29 00:00:00.0 | - | - | - | -");
    Dataset<Row> outcomes = read(lake, ends, "statements:trial", Outcomes.TABLE);
    String[] outcome = {"endpoint", "entry_time", "time", "status", "arm"};
    assertThat(texts(outcomes, outcome))
        .containsExactly(
            "death | 2024-03-01 00:00:00.0 | 2025-04-05 23:59:59.999999 | censored | lev",
            "death | 2024-03-30 00:00:00.0 | 2024-04-09 23:59:59.999999 | event | lev-5fu",
            "relapse | 2024-03-01 00:00:00.0 | 2024-04-01 23:59:59.999999 | event | lev",
            "relapse | 2024-03-30 00:00:00.0 | 2024-04-09 23:59:59.999999 | competing | lev-5fu");
    assertThat(ends.get("ingest:trial").notes())
        .containsEntry("accepted", "3")
        .containsEntry("quarantined", "1")
        .containsEntry("columns not read", "comment");
    assertThat(ends.get("ingest:vital").notes())
        .containsEntry("accepted", "1")
        .containsEntry("quarantined", "1");
    Dataset<Row> seen = read(lake, ends, "statements:vital", Outcomes.TABLE);
    assertThat(texts(seen, "endpoint", "status")).containsExactly("alive | event");
    assertThat(seen.select("subject_id").except(outcomes.select("subject_id")).isEmpty()).isTrue();
  }

  private static SourceSettings registry(String name, Path folder, Path mapping) {
    return new SourceSettings(
        name,
        "csv",
        folder.resolve(name).toString(),
        ZoneId.of("UTC"),
        Map.of("mapping", mapping.toString()));
  }

  private static SourceSettings settings(String name, String kind, Path path) {
    return new SourceSettings(
        name, kind, path.toString(), ZoneId.of("UTC"), Map.of(SYSTEM, "urn:synthea"));
  }

  private static IngestStep ingest(SparkSession spark, SourceSettings settings) {
    Source source = Sources.BY_KIND.get(settings.kind()).get();
    return new IngestStep(
        source,
        settings,
        Inventory.of(spark, settings, source::reads, KnownFiles.NONE, Clock.systemUTC()).files(),
        Site.Tolerance.STANDARD,
        Landed.NOTHING,
        Instant.EPOCH);
  }

  private static Dataset<Row> read(
      Lake lake, Map<String, StepEnd> ends, String step, TableContract table) {
    Output output =
        ends.get(step).outputs().stream()
            .filter(each -> each.table().equals(table.name()))
            .findFirst()
            .orElseThrow();
    return lake.read(table, output);
  }

  private static final class Silent implements NightListener {
    @Override
    public void started(String step) {}

    @Override
    public void ended(String step, StepEnd end) {}

    @Override
    public void failed(String step) {}
  }
}

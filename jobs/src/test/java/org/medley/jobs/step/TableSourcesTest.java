package org.medley.jobs.step;

import static org.assertj.core.api.Assertions.assertThat;

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
import org.medley.features.contract.Subjects;
import org.medley.features.contract.TableContract;
import org.medley.features.testing.SparkTest;
import org.medley.jobs.control.Control;
import org.medley.jobs.control.StepEnd;
import org.medley.jobs.lake.Lake;
import org.medley.jobs.lake.Output;
import org.medley.jobs.night.Inventory;
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

  @Test
  void omopAndMedsBecomeOneSetOfSubjectsEventsAndPeriods(SparkSession spark, @TempDir Path folder)
      throws IOException, URISyntaxException {
    Path key = Files.writeString(folder.resolve("key"), "a key for tests");
    Path meds = folder.resolve("meds");
    spark
        .sql(
            "SELECT * FROM VALUES"
                + " ('13025201-4834-d1ca-c3ca-38d6614438f1', timestamp_ntz'2015-01-01', 'X//1'),"
                + " ('somebody else', timestamp_ntz'2015-01-01', 'HOSPITAL_ADMISSION//E'),"
                + " ('somebody else', null, 'X//1') AS v(subject_id, time, code)")
        .coalesce(1)
        .write()
        .parquet(meds.resolve("data").toString());
    SourceSettings cdm = settings("cdm", "omop", Path.of(getClass().getResource("/omop").toURI()));
    SourceSettings icu = settings("icu", "meds", meds);
    List<SourceSettings> both = List.of(cdm, icu);
    List<Step> steps = new ArrayList<>();
    both.forEach(each -> steps.add(ingest(spark, each)));
    steps.add(new SubjectsStep(both, List.of(), folder.resolve("no views"), key));
    both.forEach(each -> steps.add(new StatementsStep(Sources.BY_KIND.get(each.kind()).get(), each, UNITS)));
    steps.add(
        new PeriodsStep(
            List.of("statements:cdm", "statements:icu"), List.of("ingest:cdm"), Map.of()));
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

    assertThat(read(lake, ends, "subjects", Subjects.TABLE).count()).isEqualTo(4);
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
    assertThat(ends.get("ingest:cdm").notes())
        .containsEntry("accepted", "541")
        .containsEntry("quarantined", "0")
        .containsEntry("tables not in the extract", "location");
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
        Inventory.of(settings, source::reads, spark.sessionState().newHadoopConf()),
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

package org.medley.jobs.step;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.file.Path;
import java.time.Clock;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.RowFactory;
import org.apache.spark.sql.SparkSession;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.medley.features.contract.TableContract;
import org.medley.features.testing.SparkTest;
import org.medley.jobs.control.Control;
import org.medley.jobs.control.StepEnd;
import org.medley.jobs.error.MedleyException;
import org.medley.jobs.lake.Lake;
import org.medley.jobs.night.Night;
import org.medley.jobs.night.NightListener;
import org.medley.jobs.site.Site;
import org.medley.jobs.source.Ingestion;
import org.medley.jobs.source.LineStates;
import org.medley.jobs.source.Source;
import org.medley.jobs.source.SourceFile;
import org.medley.jobs.source.SourceInput;
import org.medley.jobs.source.SourceSettings;
import org.medley.jobs.source.SubjectLookup;

@SparkTest
class IngestStepTest {
  private static final Site.Tolerance TWO = new Site.Tolerance(2, 0);

  @Test
  void moreMalformedLinesThanToleratedStopTheNight(SparkSession spark, @TempDir Path lake) {
    assertThatThrownBy(() -> ingest(spark, lake, 3, "no-time"))
        .isInstanceOf(MedleyException.class)
        .hasMessageContaining("3 of 3 lines are malformed");
  }

  @Test
  void linesOfPeopleWhoAreNotHereYetAreKeptAndStopNothing(SparkSession spark, @TempDir Path lake) {
    assertThat(ingest(spark, lake, 3, SubjectLookup.UNKNOWN).notes())
        .containsEntry("quarantined", "3")
        .containsEntry("accepted", "0");
  }

  private static StepEnd ingest(SparkSession spark, Path lake, int lines, String code) {
    SourceSettings settings =
        new SourceSettings("registry", "test", lake.toString(), ZoneOffset.UTC, Map.of());
    SourceFile file = new SourceFile("a.csv", "file:/none/a.csv", 1, "00");
    Source source = new Rejecting(lines, code);
    return new Night(
            spark,
            new Lake(spark, lake.toString()),
            new Control(spark, lake.toString(), Clock.systemUTC()),
            LocalDate.of(2024, 6, 1),
            Clock.systemUTC(),
            new Silent())
        .run(
            ledger ->
                List.of(
                    new IngestStep(
                        source, settings, List.of(file), TWO, Landed.NOTHING, Instant.EPOCH)))
        .get(IngestStep.name("registry"));
  }

  private static final class Silent implements NightListener {
    @Override
    public void started(String step) {}

    @Override
    public void ended(String step, StepEnd end) {}

    @Override
    public void failed(String step) {}
  }

  /** A source all of whose lines are rejected for one reason. */
  private record Rejecting(int lines, String code) implements Source {
    @Override
    public boolean reads(String file) {
      return true;
    }

    @Override
    public Set<String> options() {
      return Set.of();
    }

    @Override
    public Set<TableContract> tables() {
      return Set.of();
    }

    @Override
    public boolean declaresSubjects(SourceSettings settings) {
      return true;
    }

    @Override
    public Ingestion ingest(SourceInput input) {
      List<Row> rows =
          Collections.nCopies(
              lines, RowFactory.create("a.csv", 1L, LineStates.QUARANTINED, code, "why", "x"));
      Dataset<Row> rejected = input.spark().createDataFrame(rows, LineStates.COLUMNS);
      return new Ingestion(
          Map.of(),
          LineStates.quarantine(rejected, "registry", input.runId()),
          LineStates.accounts(rejected),
          () -> {});
    }
  }
}

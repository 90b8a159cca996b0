package org.medley.jobs.step;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Timestamp;
import java.time.Clock;
import java.time.Instant;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.RowFactory;
import org.apache.spark.sql.SparkSession;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.medley.features.contract.Subjects;
import org.medley.features.contract.TableContract;
import org.medley.features.testing.SparkTest;
import org.medley.jobs.contract.Quality;
import org.medley.jobs.control.Control;
import org.medley.jobs.control.StepEnd;
import org.medley.jobs.error.ExitCode;
import org.medley.jobs.error.MedleyException;
import org.medley.jobs.lake.Lake;
import org.medley.jobs.lake.Output;
import org.medley.jobs.night.Night;
import org.medley.jobs.night.NightListener;
import org.medley.jobs.night.Step;
import org.medley.jobs.night.StepContext;
import org.medley.jobs.quality.RuleFiles;
import org.medley.jobs.settings.Problems;
import org.medley.jobs.unit.UnitTable;

@SparkTest
class QualityStepTest {
  private final List<String> started = new ArrayList<>();

  @Test
  void aRuleThatBlocksStopsTheNightAndItsResultsCanBeRead(
      SparkSession spark, @TempDir Path folder, @TempDir Path lake) throws IOException {
    assertThatThrownBy(() -> night(spark, folder, lake, 10))
        .isInstanceOfSatisfying(
            MedleyException.class, e -> assertThat(e.exitCode()).isEqualTo(ExitCode.DATA_REJECTED))
        .hasMessageContaining("sex-stated: 1 of 2 violate it (50.00 %, tolerated 10.0 %)");
    assertThat(started).containsExactly("subjects", "quality");
    assertThat(results(spark, lake)).containsExactly("sex-stated 2 1 50.0 10.0 false");

    started.clear();
    Map<String, StepEnd> ends = night(spark, folder, lake, 50);
    assertThat(started).containsExactly("quality", "after");
    assertThat(ends.get("quality").notes()).containsEntry("not passed", "0");
    assertThat(results(spark, lake)).containsExactly("sex-stated 2 1 50.0 50.0 true");
  }

  private Map<String, StepEnd> night(SparkSession spark, Path folder, Path lake, int threshold)
      throws IOException {
    Files.writeString(
        folder.resolve("subjects.yaml"),
        """
        table: clinical.subjects
        rules:
          sex-stated:
            {description: d, category: completeness, severity: block, threshold: %d, not-null: sex}
        """
            .formatted(threshold));
    Step quality =
        new QualityStep(
            RuleFiles.read(folder, new Problems()),
            new UnitTable(Map.of(), Map.of()),
            Instant.EPOCH,
            List.of("subjects"));
    return new Night(
            spark,
            new Lake(spark, lake.toString()),
            new Control(spark, lake.toString(), Clock.systemUTC()),
            LocalDate.of(2024, 6, 1),
            Clock.systemUTC(),
            new Listening())
        .run(ledger -> List.of(new People(), quality, new After()));
  }

  private static List<String> results(SparkSession spark, Path lake) {
    return new Lake(spark, lake.toString())
            .head(Quality.TABLE)
            .select("rule", "denominator", "violations", "percent", "threshold", "passed")
            .collectAsList()
            .stream()
            .map(row -> row.mkString(" "))
            .toList();
  }

  private final class Listening implements NightListener {
    @Override
    public void started(String step) {
      started.add(step);
    }

    @Override
    public void ended(String step, StepEnd end) {}

    @Override
    public void failed(String step) {}
  }

  private record People() implements Step {
    @Override
    public String name() {
      return "subjects";
    }

    @Override
    public List<Class<?>> code() {
      return List.of(SubjectsStep.class);
    }

    @Override
    public String settings() {
      return "";
    }

    @Override
    public List<String> inputs() {
      return List.of();
    }

    @Override
    public List<TableContract> writes() {
      return List.of(Subjects.TABLE);
    }

    @Override
    public String slice() {
      return Output.ALL;
    }

    @Override
    public Map<String, String> run(StepContext context) {
      Timestamp none = null;
      List<Row> rows =
          List.of(
              RowFactory.create(1L, null, "female", null, null, null, none, null),
              RowFactory.create(2L, null, null, null, null, null, none, null));
      context.write(Subjects.TABLE, context.spark().createDataFrame(rows, Subjects.TABLE.schema()));
      return Map.of();
    }
  }

  private record After() implements Step {
    @Override
    public String name() {
      return "after";
    }

    @Override
    public List<Class<?>> code() {
      return List.of(CohortStep.class);
    }

    @Override
    public String settings() {
      return "";
    }

    @Override
    public List<String> inputs() {
      return List.of(QualityStep.NAME);
    }

    @Override
    public List<TableContract> writes() {
      return List.of();
    }

    @Override
    public String slice() {
      return Output.ALL;
    }

    @Override
    public Map<String, String> run(StepContext context) {
      return Map.of();
    }
  }
}

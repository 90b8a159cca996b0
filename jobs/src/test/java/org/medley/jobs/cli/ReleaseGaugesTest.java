package org.medley.jobs.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.apache.spark.sql.SparkSession;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.medley.features.contract.TableContract;
import org.medley.features.testing.SparkTest;
import org.medley.features.testing.TextTable;
import org.medley.jobs.contract.Files;
import org.medley.jobs.contract.ModelPerformance;
import org.medley.jobs.contract.Risk;
import org.medley.jobs.control.Release;
import org.medley.jobs.lake.Lake;
import org.medley.jobs.lake.Output;
import org.medley.jobs.lake.Ticket;
import org.medley.jobs.metrics.MetricsFile;
import org.medley.jobs.release.Contracts;
import org.medley.jobs.release.PinnedQueries;
import org.medley.jobs.release.ReleaseTables;

@SparkTest
class ReleaseGaugesTest {
  @Test
  void linesPeopleAndModelsAreThereAndSmallCountsOfPeopleAreNot(
      SparkSession spark, @TempDir Path folder) {
    Lake lake = new Lake(spark, folder.toString());
    List<Output> pins =
        List.of(
            write(
                spark,
                lake,
                Files.TABLE,
                "ehr",
                """
                | source | file | lines | accepted | quarantined |
                | ehr    | a    | 10    | 8        | 2           |
                | ehr    | b    | 5     | 5        | 0           |
                """),
            write(
                spark,
                lake,
                Risk.TABLE,
                "t",
                """
                | task | subject_id | risk_score |
                | t    | 1          | 0.5        |
                | t    | 2          | 0.5        |
                | t    | 2          | 0.6        |
                """),
            write(
                spark,
                lake,
                ModelPerformance.TABLE,
                "t",
                """
                | task | split      | subgroup | metric            | value |
                | t    | test       | all      | auroc             | 0.75  |
                | t    | test       | sex=f    | auroc             | 0.5   |
                | t    | validation | all      | auroc             | 0.9   |
                | t    | test       | all      | calibration_slope | 1.1   |
                """));
    Release release = new Release("R", "2024-06-01", "", pins, Map.of(), Map.of(), List.of());
    PinnedQueries tables =
        new PinnedQueries(spark, new ReleaseTables(spark, lake, release, Contracts.RELEASED));

    assertThat(values(new ReleaseGauges(tables, 2)))
        .containsExactly(
            "medley_source_lines{source=\"ehr\",state=\"read\"} 15",
            "medley_source_lines{source=\"ehr\",state=\"accepted\"} 13",
            "medley_source_lines{source=\"ehr\",state=\"quarantined\"} 2",
            "medley_people_scored{task=\"t\"} 2",
            "medley_model_auroc{task=\"t\"} 0.75",
            "medley_model_calibration_slope{task=\"t\"} 1.1");
    assertThat(values(new ReleaseGauges(tables, 3))).noneMatch(line -> line.contains("people"));
  }

  private static List<String> values(ReleaseGauges gauges) {
    return MetricsFile.text(gauges.gauges()).lines().filter(line -> !line.startsWith("#")).toList();
  }

  private static Output write(
      SparkSession spark, Lake lake, TableContract table, String slice, String rows) {
    return lake.replace(
        table,
        slice,
        TextTable.rows(spark, table, rows),
        new Ticket("medley/" + table.name() + "/" + slice, 1, table.name(), false));
  }
}

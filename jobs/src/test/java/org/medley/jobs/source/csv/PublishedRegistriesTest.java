package org.medley.jobs.source.csv;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;
import static org.medley.jobs.source.Extracts.texts;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.ZoneId;
import java.util.Map;
import org.apache.spark.sql.SparkSession;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.medley.features.contract.People;
import org.medley.features.contract.StatedOutcomes;
import org.medley.features.contract.Statements;
import org.medley.features.testing.SparkTest;
import org.medley.jobs.source.Extracts;
import org.medley.jobs.source.Ingestion;
import org.medley.jobs.source.SourceInput;

/**
 * Data sets of R's packages survival and Epi, mapped by YAML alone; the counts are those published
 * with them.
 */
@SparkTest
class PublishedRegistriesTest {
  private static final Path SHARED =
      Path.of(System.getProperty("medley.shared.data", "absent"), "clinical-outcomes");

  @TempDir private Path folder;

  @Test
  void colonHasTwoLinesForEachPatient(SparkSession spark) throws IOException {
    String mapping =
        """
        missing: [NA]
        subject: {column: id, declare: true, sex: {column: sex, values: {0: female, 1: male}},
          age: {column: age, unit: years}}
        entry: 1985-01-01
        endpoint: {column: etype, values: {1: recurrence, 2: death}}
        time: {column: time, unit: days, after: entry}
        status: {column: status, values: {0: censored, 1: event}}
        arm: {column: rx}
        measures:
          - {code: TRIAL//nodes, column: nodes, type: number, time: entry}
        """;
    try (Ingestion ingestion = ingest(spark, "survival.colon.csv", mapping)) {
      assertThat(
              texts(
                  ingestion
                      .tables()
                      .get(StatedOutcomes.TABLE)
                      .groupBy("endpoint", "arm", "status")
                      .count(),
                  "*"))
          .containsExactly(
              "death | Lev | censored | 149",
              "death | Lev | event | 161",
              "death | Lev+5FU | censored | 181",
              "death | Lev+5FU | event | 123",
              "death | Obs | censored | 147",
              "death | Obs | event | 168",
              "recurrence | Lev | censored | 138",
              "recurrence | Lev | event | 172",
              "recurrence | Lev+5FU | censored | 185",
              "recurrence | Lev+5FU | event | 119",
              "recurrence | Obs | censored | 138",
              "recurrence | Obs | event | 177");
      assertThat(texts(ingestion.accounts(), "lines", "accepted", "quarantined"))
          .containsExactly("1858 | 1858 | 0");
      // Both lines of a patient repeat the nodes; 18 patients have none stated.
      assertThat(texts(ingestion.tables().get(Statements.TABLE).groupBy("code").count(), "*"))
          .containsExactly("MEDS_BIRTH | 929", "TRIAL//nodes | 911");
    }
  }

  @Test
  void rotterdamHasTwoEndpointsInEachLine(SparkSession spark) throws IOException {
    String mapping =
        """
        subject: {column: pid, declare: true, age: {column: age, unit: years}}
        entry: {column: year, format: year}
        arm: {column: chemo, values: {0: none, 1: chemotherapy}}
        outcomes:
          - endpoint: recurrence
            time: {column: rtime, unit: days, after: entry}
            status: {column: recur, values: {0: censored, 1: event}}
          - endpoint: death
            time: {column: dtime, unit: days, after: entry}
            status: {column: death, values: {0: censored, 1: event}}
        measures:
          - {code: TRIAL//size, column: size, type: text, time: entry}
        """;
    try (Ingestion ingestion = ingest(spark, "survival.rotterdam.csv", mapping)) {
      assertThat(
              texts(
                  ingestion
                      .tables()
                      .get(StatedOutcomes.TABLE)
                      .groupBy("endpoint", "status")
                      .count(),
                  "*"))
          .containsExactly(
              "death | censored | 1710",
              "death | event | 1272",
              "recurrence | censored | 1464",
              "recurrence | event | 1518");
      assertThat(
              ingestion
                  .tables()
                  .get(StatedOutcomes.TABLE)
                  .selectExpr("sum(datediff(time, entry_time))")
                  .head()
                  .getLong(0))
          .isEqualTo(sumOfDays("survival.rotterdam.csv", 11, 13));
    }
  }

  @Test
  void dmlateHasDecimalYearsAndNoStatus(SparkSession spark) throws IOException {
    String mapping =
        """
        missing: [NA]
        subject:
          row: true
          declare: true
          sex: {column: sex, values: {F: female, M: male}}
          birth: {column: dobth, format: decimal-year}
          death: {column: dodth, format: decimal-year}
        entry: {column: dodm, format: decimal-year}
        endpoint: death
        time: [{column: dodth, format: decimal-year}, {column: dox, format: decimal-year}]
        status: {column: dodth, filled: event, empty: censored}
        """;
    try (Ingestion ingestion = ingest(spark, "Epi.DMlate.csv", mapping)) {
      assertThat(texts(ingestion.tables().get(StatedOutcomes.TABLE).groupBy("status").count(), "*"))
          .containsExactly("censored | 7497", "event | 2503");
      assertThat(ingestion.tables().get(People.TABLE).where("death_time is not null").count())
          .isEqualTo(2503);
    }
  }

  private Ingestion ingest(SparkSession spark, String name, String mapping) throws IOException {
    Path data = SHARED.resolve(name);
    assumeTrue(Files.exists(data), "medley.shared.data has no " + data);
    Path files = Files.createDirectory(folder.resolve("files"));
    Files.copy(data, files.resolve("registry.csv"));
    Path file = Files.writeString(folder.resolve("m.yaml"), mapping);
    SourceInput input =
        Extracts.input(
            spark, "registry", files, ZoneId.of("UTC"), Map.of("mapping", file.toString()));
    return new CsvSource().ingest(input);
  }

  private static long sumOfDays(String name, int... places) throws IOException {
    long sum = 0;
    for (String line : Files.readAllLines(SHARED.resolve(name)).subList(1, 2983)) {
      String[] cells = line.split(",");
      for (int place : places) {
        sum += Long.parseLong(cells[place]);
      }
    }
    return sum;
  }
}

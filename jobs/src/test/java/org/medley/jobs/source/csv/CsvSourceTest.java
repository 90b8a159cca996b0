package org.medley.jobs.source.csv;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.medley.jobs.source.Extracts.texts;
import static org.medley.jobs.source.Extracts.write;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.ZoneId;
import java.util.Map;
import org.apache.spark.sql.SparkSession;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.medley.features.contract.StatedOutcomes;
import org.medley.features.testing.SparkTest;
import org.medley.jobs.error.MedleyException;
import org.medley.jobs.source.Extracts;
import org.medley.jobs.source.Ingestion;
import org.medley.jobs.source.SourceInput;

@SparkTest
class CsvSourceTest {
  private static final String MAPPING =
      """
      missing: [NA, unk]
      subject: {column: id, identifier-system: urn:test}
      endpoint: {column: endpoint}
      entry: {column: entry, format: yyyy-MM-dd}
      status: {column: status, values: {dead: event, alive: censored}}
      time: {column: seen, format: dd.MM.yyyy, zone: America/New_York}
      arm: {column: arm}
      """;

  private static final String FIRST =
      """
      id,endpoint,entry,status,seen,arm,note
      p1,death,2020-01-01,dead,01.06.2023,A,
      p1,death,2020-01-01,dead,01.06.2023,A,"said, twice"
      p2,death,2020-01-01,alive,01.06.2022,NA,
      p3,death,2020-01-01,alive,01.06.2022,,
      p4,death,NA,dead,01.01.2022,,

      p5,death,2020-01-01,dead,30.02.2022,,
      p5,death,2020-01-01,ill,01.02.2022,,
      p5,death,2020-01-01,dead,01.02.2019,,
      ,death,2020-01-01,dead,01.02.2022,,
      p6,death,2020-01-01,dead,01.02.2022,,
      p7,death,2020-01-01,dead,01.02.2022,,
      p9,death,2020-01-01,dead,01.02.2022,,
      p5,unk,2020-01-01,dead,01.02.2022,,
      p5,death,2020-01-01,dead,,,
      p5,death,2020-01-01,dead,01.02.2022
      p5,death,2020-01-01,dead,01.02.2022,"A,
      p5,death,2021-01-01,dead,01.01.2021,,
      """;

  private static final String SECOND =
      """
      status,seen,id,endpoint,arm,entry
      alive,01.06.2023,p2,death,,2020-01-01
      dead,01.06.2022,p3,death,,2020-01-01
      alive,01.06.2023,p4,death,,
      alive,01.06.2023,p1,relapse,A,2020-01-01
      """;

  @Test
  void everyLineIsUsedOrAccountedFor(SparkSession spark, @TempDir Path folder) throws IOException {
    SourceInput input = input(spark, folder, FIRST, SECOND);
    try (Ingestion ingestion = new CsvSource().ingest(input)) {
      assertThat(
              texts(
                  ingestion.tables().get(StatedOutcomes.TABLE),
                  "source_subject_id",
                  "endpoint",
                  "entry_time",
                  "time",
                  "status",
                  "arm",
                  "file",
                  "line"))
          .containsExactly(
              // The end of the day in New York; the entry has the source's zone.
              "urn:test|p1 | death | 2019-12-31 23:00:00.0 | 2023-06-02 03:59:59.999999 | event | A"
                  + " | a.csv | 2",
              "urn:test|p1 | relapse | 2019-12-31 23:00:00.0 | 2023-06-02 03:59:59.999999 |"
                  + " censored | A | b.csv | 5",
              "urn:test|p2 | death | 2019-12-31 23:00:00.0 | 2023-06-02 03:59:59.999999 | censored"
                  + " | - | b.csv | 2",
              "urn:test|p5 | death | 2020-12-31 23:00:00.0 | 2021-01-02 04:59:59.999999 | event | -"
                  + " | a.csv | 19");
      assertThat(texts(ingestion.quarantine(), "file", "line", "reason_code", "run_id"))
          .containsExactlyInAnyOrder(
              "a.csv | 5 | conflicting-rows | run-1",
              "b.csv | 3 | conflicting-rows | run-1",
              "a.csv | 6 | conflicting-rows | run-1",
              "b.csv | 4 | conflicting-rows | run-1",
              "a.csv | 8 | bad-date | run-1",
              "a.csv | 9 | unknown-status | run-1",
              "a.csv | 10 | status-before-entry | run-1",
              "a.csv | 11 | no-subject | run-1",
              "a.csv | 12 | unknown-subject | run-1",
              "a.csv | 13 | unknown-subject | run-1",
              "a.csv | 14 | ambiguous-subject | run-1",
              "a.csv | 15 | no-endpoint | run-1",
              "a.csv | 16 | no-date | run-1",
              "a.csv | 17 | wrong-column-count | run-1",
              "a.csv | 18 | unclosed-quote | run-1");
      assertThat(
              texts(
                  ingestion.accounts(),
                  "file",
                  "lines",
                  "accepted",
                  "superseded",
                  "duplicate",
                  "quarantined",
                  "blank"))
          .containsExactly("a.csv | 18 | 2 | 1 | 1 | 13 | 1", "b.csv | 4 | 2 | 0 | 0 | 2 | 0");
    }
  }

  @Test
  void theOrderOfTheFilesDoesNotMatter(SparkSession spark, @TempDir Path folder)
      throws IOException {
    SourceInput input = input(spark, folder, FIRST, SECOND);
    try (Ingestion one = new CsvSource().ingest(input);
        Ingestion other = new CsvSource().ingest(Extracts.reversed(input))) {
      assertThat(texts(one.tables().get(StatedOutcomes.TABLE), "*"))
          .isEqualTo(texts(other.tables().get(StatedOutcomes.TABLE), "*"));
      assertThat(texts(one.quarantine(), "*")).isEqualTo(texts(other.quarantine(), "*"));
    }
  }

  @Test
  void aRenamedColumnIsNamed(SparkSession spark, @TempDir Path folder) throws IOException {
    SourceInput input = input(spark, folder, FIRST.replace("seen", "last_seen"), SECOND);

    assertThatThrownBy(() -> new CsvSource().ingest(input))
        .isInstanceOf(MedleyException.class)
        .hasMessageContaining("the file a.csv has no column seen")
        .hasMessageContaining("last_seen")
        .hasFieldOrPropertyWithValue("exitCode", org.medley.jobs.error.ExitCode.DATA_REJECTED);
  }

  @Test
  void aSourceWithoutFilesOrMappingIsRefused(SparkSession spark, @TempDir Path folder)
      throws IOException {
    ZoneId zone = ZoneId.of("UTC");
    SourceInput unmapped = Extracts.input(spark, "registry", folder, zone, Map.of());
    assertThatThrownBy(() -> new CsvSource().ingest(unmapped))
        .isInstanceOf(MedleyException.class)
        .hasMessageContaining("sources.registry.mapping: is missing");

    write(folder, "m.yaml", MAPPING);
    SourceInput empty =
        Extracts.input(
            spark,
            "registry",
            folder,
            zone,
            Map.of("mapping", folder.resolve("m.yaml").toString()));
    assertThatThrownBy(() -> new CsvSource().ingest(empty))
        .isInstanceOf(MedleyException.class)
        .hasMessageContaining("the source registry has no .csv, .tsv or .parquet file");
  }

  private static SourceInput input(SparkSession spark, Path folder, String first, String second)
      throws IOException {
    Path mapping = Files.writeString(folder.resolve("mapping.yaml"), MAPPING);
    write(folder, "a.csv", "\uFEFF" + first.replace("\n", "\r\n"));
    write(folder, "b.csv", second);
    return Extracts.input(
        spark,
        "registry",
        folder,
        ZoneId.of("Europe/Berlin"),
        Map.of("mapping", mapping.toString()));
  }
}

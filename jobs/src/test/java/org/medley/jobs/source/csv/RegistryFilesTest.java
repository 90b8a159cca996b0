package org.medley.jobs.source.csv;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.medley.jobs.source.Extracts.texts;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.apache.spark.sql.SparkSession;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.medley.features.contract.People;
import org.medley.features.contract.StatedOutcomes;
import org.medley.features.contract.Statements;
import org.medley.features.testing.SparkTest;
import org.medley.jobs.error.ExitCode;
import org.medley.jobs.error.MedleyException;
import org.medley.jobs.source.Extracts;
import org.medley.jobs.source.Ingestion;
import org.medley.jobs.source.SourceInput;

/** The same registry in several formats, and several lines on one person. */
@SparkTest
class RegistryFilesTest {
  private static final String MAPPING =
      """
      decimal: ","
      missing: [NA]
      subject:
        column: id
        declare: true
        sex: {column: sex, values: {1: male, 2: female}}
        birth: {column: born, format: dd.MM.yyyy}
      entry: {column: since, format: "dd.MM.yyyy HH:mm"}
      outcomes:
        - endpoint: relapse
          time: {column: months, unit: months, after: entry}
          status: {column: relapsed, values: {true: event, false: censored}}
      measures:
        - {code: LOINC//718-7, column: hb, type: number, unit: g/dL, time: entry}
        - {code: LOCAL//note, column: note, type: text, time: static}
        - {code: LOCAL//stage, column: stage, type: category, values: {1: I, 2: II}, time: entry}
      """;

  private static final String TEXT =
      """
      ID,sex,born,since,months,relapsed,hb,note,stage,site
      1,1,01.02.1960,31.03.2024 01:30,"6,5",true,"13,25","a ""note"",
      of two lines",1,x
      2,2,NA,31.03.2024 03:30,12,false,NA,,2,x
      2,2,NA,31.03.2024 03:30,12,false,NA,,2,y

      3,1,01.02.1960,31.03.2024 03:30,1,false,7,,1,x
      3,1,01.02.1960,31.03.2024 03:30,2,true,7,later,1,x
      4,1,01.02.1960,31.03.2024 03:30,1,true,7,,1,x
      4,1,01.02.1960,31.03.2024 03:30,2,false,7,,1,x
      5,1,01.02.1960,31.03.2024 03:30,1,true,7,,1,x
      5,2,01.02.1960,31.03.2024 03:30,1,true,8,,1,x
      6,1,01.02.1960,31.03.2024 02:30,1,true,7,,1,x
      """;

  private static final String TYPED =
      """
      SELECT * FROM VALUES
        (1, 1, DATE'1960-02-01', TIMESTAMP'2024-03-31 00:30:00', 6.5D, true, 13.25D,
          'a "note",\\nof two lines', 1, 'x'),
        (2, 2, NULL, TIMESTAMP'2024-03-31 01:30:00', 12D, false, NULL, NULL, 2, 'x'),
        (2, 2, NULL, TIMESTAMP'2024-03-31 01:30:00', 12D, false, NULL, NULL, 2, 'y'),
        (3, 1, DATE'1960-02-01', TIMESTAMP'2024-03-31 01:30:00', 1D, false, 7D, NULL, 1, 'x'),
        (3, 1, DATE'1960-02-01', TIMESTAMP'2024-03-31 01:30:00', 2D, true, 7D, 'later', 1, 'x'),
        (4, 1, DATE'1960-02-01', TIMESTAMP'2024-03-31 01:30:00', 1D, true, 7D, NULL, 1, 'x'),
        (4, 1, DATE'1960-02-01', TIMESTAMP'2024-03-31 01:30:00', 2D, false, 7D, NULL, 1, 'x'),
        (5, 1, DATE'1960-02-01', TIMESTAMP'2024-03-31 01:30:00', 1D, true, 7D, NULL, 1, 'x'),
        (5, 2, DATE'1960-02-01', TIMESTAMP'2024-03-31 01:30:00', 1D, true, 8D, NULL, 1, 'x')
        AS v(id, sex, born, since, months, relapsed, hb, note, stage, site)
      """;

  @TempDir private Path folder;

  @Test
  void textAndParquetOfTheSameDataGiveTheSameTables(SparkSession spark) throws IOException {
    Path text = Files.createDirectory(folder.resolve("text"));
    Extracts.write(text, "r.CSV", "\uFEFF" + TEXT.replace("\n", "\r\n"));
    Path typed = folder.resolve("typed");
    spark.sql(TYPED).coalesce(1).write().parquet(typed.toString());

    try (Ingestion one = new CsvSource().ingest(input(spark, text, MAPPING));
        Ingestion other = new CsvSource().ingest(input(spark, typed, MAPPING))) {
      List<String> read = tables(one);
      assertThat(read).isEqualTo(tables(other));
      assertThat(read)
          .containsExactly(
              "1 | male | 1960-02-01",
              "2 | female | -",
              "3 | male | 1960-02-01",
              // 6.5 months are 197.84375 days after 00:30 UTC.
              "1 | relapse | 2024-03-31 00:30:00.0 | 2024-10-14 20:45:00.0 | event",
              "2 | relapse | 2024-03-31 01:30:00.0 | 2025-03-31 07:30:00.0 | censored",
              "3 | relapse | 2024-03-31 01:30:00.0 | 2024-05-30 22:30:00.0 | event",
              "1 | LOCAL//note | - | - | a \"note\",\nof two lines | static",
              "1 | LOCAL//stage | 2024-03-31 00:30:00.0 | - | I | instant",
              "1 | LOINC//718-7 | 2024-03-31 00:30:00.0 | 13.25 | - | instant",
              "1 | MEDS_BIRTH | 1960-01-31 23:00:00.0 | - | - | day",
              "2 | LOCAL//stage | 2024-03-31 01:30:00.0 | - | II | instant",
              "3 | LOCAL//note | - | - | later | static",
              "3 | LOCAL//stage | 2024-03-31 01:30:00.0 | - | I | instant",
              "3 | LOINC//718-7 | 2024-03-31 01:30:00.0 | 7.0 | - | instant",
              "3 | MEDS_BIRTH | 1960-01-31 23:00:00.0 | - | - | day");
      assertThat(texts(one.quarantine(), "line", "reason_code"))
          .containsExactlyInAnyOrder(
              "9 | conflicting-rows",
              "10 | conflicting-rows",
              "11 | conflicting-person",
              "12 | conflicting-person",
              // A time that the clock skips.
              "13 | bad-date");
      assertThat(
              texts(
                  one.accounts(),
                  "lines",
                  "accepted",
                  "superseded",
                  "duplicate",
                  "quarantined",
                  "blank"))
          .containsExactly("11 | 4 | 0 | 1 | 5 | 1");
      assertThat(one.notes().get()).isEqualTo(Map.of("columns not read", "site"));
    }
  }

  @Test
  void aColumnOfAnotherTypeIsNamed(SparkSession spark) throws IOException {
    Path typed = folder.resolve("typed");
    spark.sql(TYPED).coalesce(1).write().parquet(typed.toString());

    SourceInput wrong = input(spark, typed, MAPPING.replace("column: hb", "column: since"));
    assertThatThrownBy(() -> new CsvSource().ingest(wrong))
        .isInstanceOf(MedleyException.class)
        .hasFieldOrPropertyWithValue("exitCode", ExitCode.DATA_REJECTED)
        .hasMessageContaining("its column since is of type instant, and the mapping reads it as");
    SourceInput missing = input(spark, typed, MAPPING.replace("column: hb", "column: haemo"));
    assertThatThrownBy(() -> new CsvSource().ingest(missing))
        .isInstanceOf(MedleyException.class)
        .hasFieldOrPropertyWithValue("exitCode", ExitCode.DATA_REJECTED)
        .hasMessageContaining("has no column haemo");
  }

  private static List<String> tables(Ingestion ingestion) {
    List<String> rows = new ArrayList<>();
    rows.addAll(
        texts(ingestion.tables().get(People.TABLE), "source_subject_id", "sex", "birth_date"));
    rows.addAll(
        texts(
            ingestion.tables().get(StatedOutcomes.TABLE),
            "source_subject_id",
            "endpoint",
            "entry_time",
            "time",
            "status"));
    rows.addAll(
        texts(
            ingestion.tables().get(Statements.TABLE),
            "source_subject_id",
            "code",
            "time",
            "numeric_value",
            "text_value",
            "time_precision"));
    return rows;
  }

  private SourceInput input(SparkSession spark, Path files, String mapping) throws IOException {
    Path file = Files.writeString(folder.resolve("m.yaml"), mapping);
    return Extracts.input(
        spark, "registry", files, ZoneId.of("Europe/Berlin"), Map.of("mapping", file.toString()));
  }
}

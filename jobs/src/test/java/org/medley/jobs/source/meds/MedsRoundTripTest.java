package org.medley.jobs.source.meds;

import static org.apache.spark.sql.functions.col;
import static org.apache.spark.sql.functions.count_distinct;
import static org.apache.spark.sql.functions.lit;
import static org.apache.spark.sql.functions.sum;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.junit.jupiter.api.Assumptions.assumeTrue;
import static org.medley.jobs.source.Extracts.texts;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.apache.hadoop.conf.Configuration;
import org.apache.parquet.example.data.simple.SimpleGroup;
import org.apache.parquet.hadoop.ParquetFileReader;
import org.apache.parquet.hadoop.ParquetWriter;
import org.apache.parquet.hadoop.example.ExampleParquetWriter;
import org.apache.parquet.hadoop.util.HadoopInputFile;
import org.apache.parquet.schema.MessageType;
import org.apache.parquet.schema.MessageTypeParser;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.SparkSession;
import org.apache.spark.sql.types.DataTypes;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.medley.features.contract.Events;
import org.medley.features.contract.People;
import org.medley.features.contract.Statements;
import org.medley.features.contract.SubjectLinks;
import org.medley.features.testing.SparkTest;
import org.medley.jobs.error.ExitCode;
import org.medley.jobs.error.MedleyException;
import org.medley.jobs.export.MedsExport;
import org.medley.jobs.source.Identities;
import org.medley.jobs.source.Ingestion;
import org.medley.jobs.source.Pulled;

@SparkTest
class MedsRoundTripTest {
  private static final byte[] KEY = "a key for tests".getBytes(StandardCharsets.UTF_8);
  private static final Map<String, String> DESCRIPTION = Map.of("dataset_name", "test");

  /** Person 7 and, in a second file, persons 9 and -3; rows of one moment in no order of theirs. */
  private static final String FIRST =
      """
      (7, null, 'GENDER//F', null, null, 'a'),
      (7, null, 'RACE//WHITE', null, 'as told', 'a'),
      (7, timestamp_ntz'1950-03-04 00:00:00', 'MEDS_BIRTH', null, null, 'a'),
      (7, timestamp_ntz'2020-01-01 10:00:00.000001', 'LAB//z//mg', 0.1, null, 'a'),
      (7, timestamp_ntz'2020-01-01 10:00:00.000001', 'LAB//a', 3.3333333, '', 'a'),
      (7, timestamp_ntz'2020-01-01 10:00:00.000001', 'LAB//z//mg', 0.1, null, 'a'),
      (7, timestamp_ntz'2020-01-01 10:00:00.000001', 'LAB//b', 1e38, 'x, "y"', 'a'),
      (7, timestamp_ntz'2020-06-01 23:59:59', 'HOSPITAL_ADMISSION//EW', null, null, 'b'),
      (7, timestamp_ntz'2021-01-01 00:00:00', 'MEDS_DEATH', null, null, 'b')
      """;

  private static final String SECOND =
      """
      (-3, timestamp_ntz'1900-01-01 00:00:00', 'own code', -0.0, null, 'b'),
      (9, timestamp_ntz'2020-01-01 00:00:00', 'DIAGNOSIS//E11', null, null, 'b')
      """;

  @Test
  void importThenExportIsTheIdentity(SparkSession spark, @TempDir Path folder) throws IOException {
    Path in = folder.resolve("in");
    write(spark, FIRST, in.resolve("data/train/0.parquet"));
    write(spark, SECOND, in.resolve("data/held_out/0.parquet"));
    Files.createDirectories(in.resolve("data/copy"));
    Files.copy(in.resolve("data/train/0.parquet"), in.resolve("data/z.parquet"));
    writeCodes(spark, in.resolve("metadata/codes.parquet"));
    try (Ingestion ingestion = ingest(spark, in, "Europe/Berlin", Map.of())) {
      assertThat(texts(ingestion.accounts(), "file", "lines", "accepted", "duplicate"))
          .containsExactly(
              "data/held_out/0.parquet | 2 | 2 | 0",
              "data/train/0.parquet | 9 | 9 | 0",
              "data/z.parquet | 9 | 0 | 9");
      assertThat(texts(ingestion.tables().get(People.TABLE), "*"))
          .contains(
              "cdm | 7 | source:cdm | 7 | 1950-03-04 | female | WHITE | - | - |"
                  + " 2020-12-31 23:00:00.0");
      assertThat(
              texts(
                  ingestion.tables().get(Statements.TABLE).where("source_subject_id = '7'"),
                  "time",
                  "time_precision",
                  "code",
                  "domain",
                  "description"))
          .contains(
              "2020-01-01 09:00:00.000001 | instant | LAB//a | measurement | a test",
              "2020-06-01 21:59:59.0 | instant | HOSPITAL_ADMISSION//EW | visit | -",
              "- | static | GENDER//F | admin | -");
      assertThat(ingestion.notes().get())
          .containsEntry("columns not read", "site")
          .containsEntry("stays without end", "1");
      MedsExport.Written written = export(ingestion, folder.resolve("out"), "Europe/Berlin");
      assertThat(written).isEqualTo(new MedsExport.Written(3, 11, 10, 1));
    }
    checkWritten(spark, folder);
  }

  @Test
  void namesOfOtherVersionsAndTimesInNanosecondsAreRead(SparkSession spark, @TempDir Path folder)
      throws IOException {
    MessageType schema =
        MessageTypeParser.parseMessageType(
            """
            message old {
              optional binary patient_id (STRING);
              optional int64 timestamp (TIMESTAMP(NANOS,false));
              optional binary code (STRING);
              optional double value;
              optional binary note (STRING);
            }
            """);
    try (ParquetWriter<org.apache.parquet.example.data.Group> writer =
        ExampleParquetWriter.builder(
                new org.apache.hadoop.fs.Path(folder.resolve("events.parquet").toString()))
            .withType(schema)
            .build()) {
      writer.write(row(schema, "p1", -1L, "A", 1.5));
      writer.write(row(schema, "p1", 1_000_001_999L, "B", Double.NaN));
      writer.write(row(schema, null, 0L, "C", 1));
      writer.write(row(schema, "p2", 0L, null, 1));
    }
    spark
        .sql("SELECT 'p1' AS subject_id, now() AS prediction_time, true AS boolean_value")
        .coalesce(1)
        .write()
        .parquet(folder.resolve("labels").toString());
    try (Ingestion ingestion =
        ingest(spark, folder, "UTC", Map.of("columns", "text_value = note"))) {
      assertThat(
              texts(
                  ingestion.tables().get(Statements.TABLE),
                  "source_subject_id",
                  "time",
                  "code",
                  "numeric_value",
                  "text_value"))
          .containsExactly(
              "p1 | 1969-12-31 23:59:59.999999 | A | 1.5 | told",
              "p1 | 1970-01-01 00:00:01.000001 | B | - | told");
      assertThat(texts(ingestion.quarantine(), "file", "line", "reason_code"))
          .containsExactly("events.parquet | 3 | no-subject", "events.parquet | 4 | no-code");
      assertThat(ingestion.notes().get()).containsKey("files of labels");
    }
    assertThatThrownBy(() -> ingest(spark, folder, "UTC", Map.of("columns", "time=note")))
        .isInstanceOf(MedleyException.class)
        .hasMessageContaining("the column note is of type string and not a time")
        .hasFieldOrPropertyWithValue("exitCode", ExitCode.DATA_REJECTED);
    assertThatThrownBy(() -> ingest(spark, folder, "UTC", Map.of("columns", "when=note")))
        .isInstanceOf(MedleyException.class)
        .hasMessageContaining("'when=note' names no column");
  }

  @Test
  void theSharedSetsComeBackAsTheyWereWhereTheyAreThere(SparkSession spark, @TempDir Path folder)
      throws IOException {
    String shared = System.getProperty("medley.shared.data", "");
    assumeTrue(!shared.isEmpty(), "the property medley.shared.data names no folder");
    for (String set : List.of("ehr-mimic-iv-demo/meds", "meds-aces/sample_data/meds_sample")) {
      Path in = Path.of(shared, set);
      assumeTrue(Files.isDirectory(in), in + " is not there");
      Path out = folder.resolve(set.replace('/', '-'));
      try (Ingestion ingestion = ingest(spark, in, "UTC", Map.of())) {
        export(ingestion, out, "UTC");
        Dataset<Row> read =
            ingestion
                .tables()
                .get(Statements.TABLE)
                .selectExpr(
                    "cast(source_subject_id as long) subject_id",
                    "cast(time as timestamp_ntz) time",
                    "code",
                    "cast(numeric_value as float) numeric_value",
                    "text_value");
        Dataset<Row> written = spark.read().parquet(out.resolve("data").toString());
        long accepted = ingestion.accounts().agg(sum("accepted")).first().getLong(0);
        assertThat(written.count()).isEqualTo(accepted);
        assertThat(written.exceptAll(read).count()).isZero();
        if (set.contains("mimic")) {
          assertThat(accepted).isEqualTo(916_166);
          assertThat(written.agg(count_distinct(col("subject_id"))).first().getLong(0))
              .isEqualTo(100);
          assertThat(ingestion.tables().get(People.TABLE).where("death_time is not null").count())
              .isEqualTo(31);
        }
      }
    }
  }

  private static Ingestion ingest(
      SparkSession spark, Path folder, String zone, Map<String, String> options) {
    MedsSource source = new MedsSource();
    return source.ingest(Pulled.of(spark, source, folder, zone, options));
  }

  private static MedsExport.Written export(Ingestion ingestion, Path out, String zone) {
    Identities identities =
        Identities.of(ingestion.tables().get(People.TABLE), Optional.empty(), KEY);
    Dataset<Row> links = identities.links();
    Dataset<Row> events =
        ingestion
            .tables()
            .get(Statements.TABLE)
            .join(
                links.select(
                    col(SubjectLinks.SOURCE_SUBJECT_ID).as(Statements.SOURCE_SUBJECT_ID),
                    col(SubjectLinks.SUBJECT_ID)),
                Statements.SOURCE_SUBJECT_ID)
            .drop(Statements.SOURCE_SUBJECT_ID)
            .withColumn(Events.SOURCE_VALUE, lit(null).cast(DataTypes.DoubleType))
            .withColumn(Events.SOURCE_UNIT, lit(null).cast(DataTypes.StringType));
    return new MedsExport(
            Events.TABLE.conform(events), links, Set.of("cdm"), java.time.ZoneId.of(zone))
        .write(out.toString(), DESCRIPTION);
  }

  private static Dataset<Row> values(SparkSession spark, String values) {
    return spark.sql(
        "SELECT cast(s AS long) subject_id, cast(t AS timestamp_ntz) time, c code,"
            + " cast(n AS float) numeric_value, cast(x AS string) text_value, e site FROM VALUES "
            + values
            + " AS v(s, t, c, n, x, e)");
  }

  private static void write(SparkSession spark, String rows, Path file) throws IOException {
    one(values(spark, rows), file);
  }

  private static void writeCodes(SparkSession spark, Path file) throws IOException {
    one(spark.sql("SELECT 'LAB//a' code, 'a test' description"), file);
  }

  private static void one(Dataset<Row> rows, Path file) throws IOException {
    Path folder = file.resolveSibling("_parts");
    rows.coalesce(1).write().parquet(folder.toString());
    try (var parts = Files.list(folder)) {
      Path part =
          parts
              .filter(path -> path.getFileName().toString().endsWith(".parquet"))
              .filter(path -> !path.getFileName().toString().startsWith("."))
              .findFirst()
              .orElseThrow();
      Files.move(part, file);
    }
  }

  private static SimpleGroup row(
      MessageType schema, String person, long nanos, String code, double value) {
    SimpleGroup row = new SimpleGroup(schema);
    if (person != null) {
      row.add("patient_id", person);
    }
    row.add("timestamp", nanos);
    if (code != null) {
      row.add("code", code);
    }
    row.add("value", value);
    row.add("note", "told");
    return row;
  }

  private static MessageType schema(Path file) throws IOException {
    try (ParquetFileReader reader =
        ParquetFileReader.open(
            HadoopInputFile.fromPath(
                new org.apache.hadoop.fs.Path(file.toString()), new Configuration()))) {
      return reader.getFileMetaData().getSchema();
    }
  }

  private static void checkWritten(SparkSession spark, Path folder) throws IOException {
    Dataset<Row> out = spark.read().parquet(folder.resolve("out/data/0.parquet").toString());
    assertThat(out.collectAsList())
        .containsExactlyElementsOf(
            values(spark, SECOND.lines().limit(1).toList().get(0).replaceAll(",$", ""))
                .union(values(spark, FIRST))
                .union(values(spark, SECOND.lines().toList().get(1)))
                .drop("site")
                .collectAsList());
    assertThat(schema(folder.resolve("out/data/0.parquet")))
        .isEqualTo(
            MessageTypeParser.parseMessageType(
                """
                message spark_schema {
                  required int64 subject_id;
                  optional int64 time (TIMESTAMP(MICROS,false));
                  required binary code (STRING);
                  optional float numeric_value;
                  optional binary text_value (STRING);
                }
                """));
    assertThat(
            texts(
                spark.read().parquet(folder.resolve("out/metadata/codes.parquet").toString()),
                "code",
                "description"))
        .hasSize(10)
        .contains("LAB//a | a test", "own code | -");
    assertThat(folder.resolve("out/metadata/dataset.json"))
        .hasContent("{\"dataset_name\":\"test\",\"meds_version\":\"0.4.0\"}");
  }
}

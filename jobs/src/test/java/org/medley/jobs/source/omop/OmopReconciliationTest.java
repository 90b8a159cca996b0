package org.medley.jobs.source.omop;

import static org.apache.spark.sql.functions.abs;
import static org.apache.spark.sql.functions.coalesce;
import static org.apache.spark.sql.functions.col;
import static org.apache.spark.sql.functions.concat;
import static org.apache.spark.sql.functions.count;
import static org.apache.spark.sql.functions.lit;
import static org.apache.spark.sql.functions.not;
import static org.apache.spark.sql.functions.split_part;
import static org.apache.spark.sql.functions.sum;
import static org.apache.spark.sql.functions.when;
import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.IOException;
import java.net.URISyntaxException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import java.util.zip.ZipFile;
import org.apache.spark.sql.Column;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.SparkSession;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.medley.features.contract.Events;
import org.medley.features.contract.People;
import org.medley.features.contract.StatedPeriods;
import org.medley.features.contract.Statements;
import org.medley.features.testing.SparkTest;
import org.medley.jobs.source.Ingestion;
import org.medley.jobs.source.Pulled;

/** Every row of an extract of another project against what comes of it. */
@SparkTest
class OmopReconciliationTest {
  @Test
  void everyRowOfASmallExtractIsAStatementWithItsCodeAndNumber(SparkSession spark)
      throws IOException, URISyntaxException {
    compare(spark, Path.of(getClass().getResource("/omop").toURI()));
  }

  @Test
  void theSameHoldsForTheWholeSharedSetWhereItIsThere(SparkSession spark, @TempDir Path folder)
      throws IOException {
    String shared = System.getProperty("medley.shared.data", "");
    assumeTrue(!shared.isEmpty(), "the property medley.shared.data names no folder");
    Path archive = Path.of(shared, "omop/omop-synthea27nj/Synthea27Nj_5.4.zip");
    assumeTrue(Files.isRegularFile(archive), archive + " is not there");
    try (ZipFile zip = new ZipFile(archive.toFile())) {
      for (var entry : zip.stream().filter(each -> !each.getName().contains("/")).toList()) {
        Files.copy(zip.getInputStream(entry), folder.resolve(entry.getName()));
      }
    }
    compare(spark, folder);
  }

  private static void compare(SparkSession spark, Path folder) throws IOException {
    OmopSource source = new OmopSource();
    try (Ingestion ingestion = source.ingest(Pulled.of(spark, source, folder, "UTC", Map.of()))) {
      assertThat(
              ingestion
                  .quarantine()
                  .groupBy("file", "reason_code", "reason")
                  .count()
                  .collectAsList())
          .isEmpty();
      Dataset<Row> statements = ingestion.tables().get(Statements.TABLE);
      Dataset<Row> found =
          statements
              .groupBy(
                  split_part(col(Events.SOURCE_TYPE), lit("/"), lit(1)).as("kind"),
                  col(Statements.SOURCE_SUBJECT_ID).as("person"),
                  col(Events.CODE).as("code"))
              .agg(
                  count(lit(1)).as("found"),
                  coalesce(sum(Events.NUMERIC_VALUE), lit(0.0)).as("found_sum"));
      Column same =
          col("found")
              .equalTo(col("expected"))
              .and(abs(col("found_sum").minus(col("expected_sum"))).lt(1e-6));
      List<Row> compared =
          expected(spark, folder)
              .join(found, new String[] {"kind", "person", "code"}, "full")
              .groupBy("kind")
              .agg(
                  sum("expected").as("expected"),
                  sum("found").as("found"),
                  sum(when(coalesce(same, lit(false)), 0).otherwise(1)).as("different"))
              .orderBy("kind")
              .collectAsList();
      assertThat(compared)
          .hasSizeGreaterThanOrEqualTo(9)
          .allSatisfy(row -> assertThat(row.getLong(3)).as(row.toString()).isZero());
      assertThat(
              statements
                  .where(
                      col(Events.SOURCE_TYPE)
                          .notEqual("person")
                          .and(
                              col(Events.TIME_PRECISION)
                                  .notEqual("day")
                                  .or(
                                      not(
                                          col(Events.TIME)
                                              .cast("string")
                                              .endsWith("23:59:59.999999")))))
                  .count())
          .as("dates are days, and a day counts at its last instant")
          .isZero();
      checkPeople(spark, folder, ingestion);
    }
  }

  private static void checkPeople(SparkSession spark, Path folder, Ingestion ingestion) {
    long persons = csv(spark, folder, "PERSON").count();
    assertThat(ingestion.tables().get(People.TABLE).where("sex is not null").count())
        .isEqualTo(persons);
    assertThat(ingestion.tables().get(People.TABLE).where("death_time is not null").count())
        .isEqualTo(csv(spark, folder, "DEATH").count());
    assertThat(ingestion.tables().get(StatedPeriods.TABLE).count())
        .isEqualTo(csv(spark, folder, "OBSERVATION_PERIOD").count());
  }

  private static Dataset<Row> expected(SparkSession spark, Path folder) {
    Dataset<Row> concepts = csv(spark, folder, "CONCEPT");
    return kind(csv(spark, folder, "PERSON"), "person", lit("MEDS_BIRTH"), lit(0.0))
        .union(kind(csv(spark, folder, "DEATH"), "death", lit("MEDS_DEATH"), lit(0.0)))
        .union(coded(spark, folder, concepts, "VISIT_OCCURRENCE", "visit", lit(0.0)))
        .union(coded(spark, folder, concepts, "VISIT_DETAIL", "visit_detail", lit(0.0)))
        .union(coded(spark, folder, concepts, "CONDITION_OCCURRENCE", "condition", lit(0.0)))
        .union(coded(spark, folder, concepts, "DRUG_EXPOSURE", "drug", number("quantity")))
        .union(coded(spark, folder, concepts, "DEVICE_EXPOSURE", "device", number("quantity")))
        .union(
            coded(spark, folder, concepts, "PROCEDURE_OCCURRENCE", "procedure", number("quantity")))
        .union(
            coded(spark, folder, concepts, "MEASUREMENT", "measurement", number("value_as_number")))
        .union(
            coded(spark, folder, concepts, "OBSERVATION", "observation", number("value_as_number")))
        .groupBy("kind", "person", "code")
        .agg(count(lit(1)).as("expected"), sum("value").as("expected_sum"));
  }

  private static Dataset<Row> coded(
      SparkSession spark,
      Path folder,
      Dataset<Row> concepts,
      String table,
      String prefix,
      Column value) {
    Column system =
        when(col("vocabulary_id").equalTo("RxNorm"), "RXNORM").otherwise(col("vocabulary_id"));
    Column code =
        coalesce(
            concat(system, lit("//"), col("concept_code")),
            concat(lit("CDM//"), col(prefix + "_source_value")));
    Dataset<Row> rows = csv(spark, folder, table);
    return kind(
        rows.join(
            concepts.where("concept_id != '0'"),
            rows.col(prefix + "_concept_id").equalTo(concepts.col("concept_id")),
            "left"),
        table.toLowerCase(java.util.Locale.ROOT),
        code,
        value);
  }

  private static Column number(String column) {
    return coalesce(col(column).cast("double"), lit(0.0));
  }

  private static Dataset<Row> kind(Dataset<Row> rows, String kind, Column code, Column value) {
    return rows.select(
        lit(kind).as("kind"), col("person_id").as("person"), code.as("code"), value.as("value"));
  }

  private static Dataset<Row> csv(SparkSession spark, Path folder, String table) {
    try (Stream<Path> files = Files.list(folder)) {
      Path file =
          files
              .filter(each -> each.getFileName().toString().matches(table + "\\.csv(\\.gz)?"))
              .findFirst()
              .orElseThrow();
      return spark.read().option("header", "true").option("escape", "\"").csv(file.toString());
    } catch (IOException e) {
      throw new java.io.UncheckedIOException(e);
    }
  }
}

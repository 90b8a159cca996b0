package org.medley.jobs.source.fhir;

import static org.apache.spark.sql.functions.abs;
import static org.apache.spark.sql.functions.coalesce;
import static org.apache.spark.sql.functions.col;
import static org.apache.spark.sql.functions.concat;
import static org.apache.spark.sql.functions.count;
import static org.apache.spark.sql.functions.lit;
import static org.apache.spark.sql.functions.not;
import static org.apache.spark.sql.functions.sum;
import static org.apache.spark.sql.functions.when;
import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.net.URISyntaxException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import org.apache.spark.sql.Column;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.SparkSession;
import org.junit.jupiter.api.Test;
import org.medley.features.contract.Events;
import org.medley.features.contract.Resources;
import org.medley.features.contract.SubjectLinks;
import org.medley.features.testing.SparkTest;
import org.medley.jobs.source.Identities;
import org.medley.jobs.source.SourceSettings;

/** The same patients from the generator's FHIR and from its CSV. */
@SparkTest
class ReconciliationTest {
  /** What the CSV export has no table of. */
  private static final Object[] WITHOUT_CSV = {"DiagnosticReport", "MedicationAdministration"};

  @Test
  void countsAndSumsPerPatientAndCodeEqualTheGeneratorsOwnCsv(SparkSession spark)
      throws URISyntaxException {
    compare(spark, Path.of(getClass().getResource("/synthea").toURI()));
  }

  @Test
  void theSameHoldsForTheWholeSharedSetWhereItIsThere(SparkSession spark) {
    String shared = System.getProperty("medley.shared.data", "");
    assumeTrue(!shared.isEmpty(), "the property medley.shared.data names no folder");
    Path folder = Path.of(shared, "synthea-small");
    assumeTrue(Files.isDirectory(folder), folder + " is not there");
    compare(spark, folder);
  }

  private static void compare(SparkSession spark, Path folder) {
    SourceSettings settings = Extract.settings("ehr", "UTC");
    try (Loaded loaded = Extract.ingest(spark, settings, Extract.files(folder.resolve("fhir")))) {
      Dataset<Row> resources = loaded.table(Resources.TABLE);
      Identities people =
          Identities.of(
              SubjectMapping.people(settings, resources, Extract.views()),
              Optional.empty(),
              Extract.KEY);
      Mapped mapped = Mapped.of(settings, resources, people.links());
      Dataset<Row> found =
          mapped
              .events()
              .join(people.links().drop(SubjectLinks.SOURCE), Events.SUBJECT_ID)
              .groupBy(
                  col(Events.SOURCE_TYPE).as("kind"),
                  col(SubjectLinks.SOURCE_SUBJECT_ID).as("patient"),
                  col(Events.CODE).as("code"))
              .agg(
                  count(lit(1)).as("found"),
                  coalesce(
                          sum(coalesce(col(Events.SOURCE_VALUE), col(Events.NUMERIC_VALUE))),
                          lit(0))
                      .as("found_sum"))
              .where(not(col("code").equalTo("MEDS_BIRTH")))
              .where(not(col("kind").isin(WITHOUT_CSV)));
      Dataset<Row> expected = expected(spark, folder.resolve("csv"));
      List<Row> compared =
          expected
              .join(found, new String[] {"kind", "patient", "code"}, "full")
              .withColumn(
                  "same",
                  col("found")
                      .eqNullSafe(col("expected"))
                      .and(abs(col("found_sum").minus(col("expected_sum"))).leq(rounding())))
              .groupBy("kind")
              .agg(
                  sum("found").as("found"),
                  sum("expected").as("expected"),
                  sum(when(col("same"), 0).otherwise(1)).as("different"))
              .orderBy("kind")
              .collectAsList();
      assertThat(compared)
          .hasSize(10)
          .allSatisfy(row -> assertThat(row.getLong(3)).as(row.toString()).isZero());
      assertThat(mapped.skipped()).isEmpty();
    }
  }

  /** The CSV rounds values to one decimal, the FHIR export to five significant digits. */
  private static Column rounding() {
    return col("found").multiply(0.0501).plus(col("found_sum").multiply(1e-4)).plus(1e-6);
  }

  private static Dataset<Row> expected(SparkSession spark, Path folder) {
    Dataset<Row> observations =
        csv(spark, folder, "observations").where(not(col("CODE").isin("QALY", "DALY", "QOLS")));
    Dataset<Row> encounters = csv(spark, folder, "encounters");
    Dataset<Row> deaths = csv(spark, folder, "patients").where(col("DEATHDATE").isNotNull());
    return rows("Condition", csv(spark, folder, "conditions"), code("SNOMED", "CODE"))
        .union(rows("MedicationRequest", csv(spark, folder, "medications"), code("RXNORM", "CODE")))
        .union(rows("Procedure", csv(spark, folder, "procedures"), code("SNOMED", "CODE")))
        .union(rows("Immunization", csv(spark, folder, "immunizations"), code("CVX", "CODE")))
        .union(rows("AllergyIntolerance", csv(spark, folder, "allergies"), allergy()))
        .union(rows("CarePlan", csv(spark, folder, "careplans"), code("SNOMED", "CODE")))
        .union(rows("Encounter", encounters, code("SNOMED", "CODE")))
        .union(rows("Encounter", encounters, encounterClass()))
        .union(
            rows(
                "ImagingStudy",
                csv(spark, folder, "imaging_studies").dropDuplicates("Id"),
                code("SNOMED", "PROCEDURE_CODE")))
        .union(rows("Patient", deaths.withColumn("PATIENT", col("Id")), lit("MEDS_DEATH")))
        .withColumn("value", lit(0.0))
        .union(
            rows(
                "Observation",
                observations.withColumn("v", coalesce(col("VALUE").try_cast("double"), lit(0.0))),
                code("LOINC", "CODE"),
                col("v")))
        .groupBy("kind", "patient", "code")
        .agg(count(lit(1)).as("expected"), sum("value").as("expected_sum"));
  }

  private static Dataset<Row> rows(String kind, Dataset<Row> rows, Column code, Column... more) {
    Dataset<Row> three = rows.withColumn("kind", lit(kind)).withColumn("code_", code);
    return more.length == 0
        ? three.select(col("kind"), col("PATIENT").as("patient"), col("code_").as("code"))
        : three.select(
            col("kind"),
            col("PATIENT").as("patient"),
            col("code_").as("code"),
            more[0].as("value"));
  }

  private static Column code(String system, String column) {
    return concat(lit(system + "//"), col(column));
  }

  private static Column allergy() {
    return concat(
        when(col("SYSTEM").equalTo("RxNorm"), lit("RXNORM//")).otherwise(lit("SNOMED//")),
        col("CODE"));
  }

  private static Column encounterClass() {
    return concat(
        lit("ACTCODE//"),
        when(col("ENCOUNTERCLASS").equalTo("emergency"), "EMER")
            .when(col("ENCOUNTERCLASS").isin("inpatient", "snf"), "IMP")
            .when(col("ENCOUNTERCLASS").isin("home", "hospice"), "HH")
            .when(col("ENCOUNTERCLASS").equalTo("virtual"), "VR")
            .otherwise("AMB"));
  }

  private static Dataset<Row> csv(SparkSession spark, Path folder, String name) {
    return spark
        .read()
        .option("header", "true")
        .option("escape", "\"")
        .csv(folder.resolve(name + ".csv.gz").toString());
  }
}

package org.medley.jobs.source.omop;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.medley.jobs.source.Extracts.texts;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.SparkSession;
import org.apache.spark.sql.functions;
import org.apache.spark.sql.types.DataTypes;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.medley.features.contract.CodeParents;
import org.medley.features.contract.People;
import org.medley.features.contract.StatedPeriods;
import org.medley.features.contract.Statements;
import org.medley.features.testing.SparkTest;
import org.medley.jobs.error.ExitCode;
import org.medley.jobs.error.MedleyException;
import org.medley.jobs.source.Ingestion;
import org.medley.jobs.source.Pulled;

@SparkTest
class OmopSourceTest {
  private static final String[] STATEMENT = {
    "source_type",
    "source_id",
    "source_subject_id",
    "time",
    "end_time",
    "time_precision",
    "code",
    "domain",
    "numeric_value",
    "text_value",
    "unit",
    "encounter_id"
  };

  private static final String PERSON =
      """
      PERSON_ID,GENDER_CONCEPT_ID,YEAR_OF_BIRTH,MONTH_OF_BIRTH,DAY_OF_BIRTH,BIRTH_DATETIME,RACE_CONCEPT_ID,RACE_SOURCE_VALUE,LOCATION_ID,PERSON_SOURCE_VALUE
      1,8532,1950,3,4,,8527,,7,A
      2.0,0,1960,,,NULL,0,"other, mixed",,
      03,8507,,,,1970-05-06T10:15:00,,,,C
      4,8507,1970,13,1,,,,,
      3,8507,,,,1970-05-06 10:15,,,,C
      """;

  /** As Athena writes it: tabs, and quotes that mean nothing. */
  private static final String CONCEPT =
      """
      concept_id	concept_name	domain_id	vocabulary_id	concept_code
      8527	White	Race	Race	5
      100	5" tube of "salve"	Drug	RxNorm	5"
      101	Type 2 diabetes	Condition	SNOMED	44054006
      102	Diabetes mellitus	Condition	ICD10CM	E11
      103	Glucose	Measurement	LOINC	2345-7
      104	mg/dL	Unit	UCUM	mg/dL
      105	Positive	Meas Value	SNOMED	10828004
      106	Vaccine	Drug	CVX	140
      107	Inpatient	Visit	Visit	IP
      108	Smoker	Observation	Local Vocabulary	s
      """;

  private static final String CONDITION =
      """
      condition_occurrence_id,person_id,condition_concept_id,condition_start_date,condition_start_datetime,condition_end_date,condition_source_concept_id,condition_source_value,visit_occurrence_id,my_column
      1,1,101,2010-01-02,2010-01-02 00:00:00,,102,E11,9,x
      2,1,0,2010-01-02,2010-01-02 14:30:00,20100203,102,E11,,x
      3,1,0,2010/07/02,,,0,"a, ""b\""",,x
      4,1,999,2010-01-02,2010-01-02T14:30:00+02,,0,,,x
      5,1,0,2010-01-02 11:00:00,,,,,,x
      6,1,101,2010-01-02,2010-01-03 00:00:00,,,,,x
      7,1,101,2010-02-30,,,,,,x

      8,9,101,2010-01-02,,,,,,x
      9,4,101,2010-01-02,,,,,,x
      10,,101,2010-01-02,,,,,,x
      11,1,101,,,,,,,x
      12,1,ABC,2010-01-02,,,,,,x
      13,1,101,2010-01-02,,,,,"open,x
      14,1,101,2010-01-02,,,,"two
      lines",,x
      1.0,1,101,20100102,,,102,E11,9,y
      15,1,101,2010-01-02,,,,,,x
      15,1,101,2010-01-03,,,,,,x
      16,1,101,2010-01-02,,,,,
      """;

  private static final String MEASUREMENT =
      """
      measurement_id,person_id,measurement_concept_id,measurement_date,measurement_datetime,operator_concept_id,value_as_number,value_as_concept_id,unit_concept_id,unit_source_value,value_source_value
      1,1,103,2010-01-02,2010-01-02 08:00:00,4172703,99.50,0,104,MG,99.5
      2,1,103,2010-01-02,2010-01-02 08:00:00.5Z,4171756,5,,0,mg,<5
      3,1,103,2010-01-02,,,,105,,,pos
      4,1,103,2010-01-02,,,NaN,999,,,
      5,1,103,2010-01-02,,,,,,,cloudy
      6,1,103,2010-01-02,,,1e400,,,,
      7,1,103,2010-01-02,,,12 mg,,,,
      """;

  @Test
  void rowsOfEveryFormAreReadAndTheRestIsRejectedWithItsReason(
      SparkSession spark, @TempDir Path folder) throws IOException {
    writeAll(folder);
    try (Ingestion ingestion = ingest(spark, folder, "Europe/Berlin")) {
      checkStatements(ingestion);
      assertThat(texts(ingestion.tables().get(People.TABLE), "*"))
          .containsExactly(
              "cdm | 1 | urn:mrn | A | 1950-03-04 | female | White | - | MA |"
                  + " 2020-02-03 22:59:59.999999",
              "cdm | 2 | source:cdm | 2 | 1960-01-01 | - | other, mixed | - | - | -",
              "cdm | 3 | urn:mrn | C | 1970-05-06 | male | - | - | - | 2020-02-03 22:59:59.999999");
      assertThat(texts(ingestion.tables().get(StatedPeriods.TABLE), "*"))
          .containsExactly("cdm | 1 | 1999-12-31 23:00:00.0 | 2010-12-31 22:59:59.999999");
      assertThat(texts(ingestion.tables().get(CodeParents.TABLE), "*"))
          .containsExactlyInAnyOrder(
              "cdm | SNOMED//44054006 | SNOMED//10828004 | concept_ancestor",
              "cdm | SNOMED//44054006 | Local Vocabulary//s | concept_ancestor",
              "cdm | LOINC//2345-7 | Visit//IP | concept_ancestor");
      assertThat(texts(ingestion.quarantine(), "file", "line", "reason_code"))
          .containsExactlyInAnyOrder(
              "CONCEPT_ANCESTOR.csv | 7 | no-code",
              "CONCEPT_ANCESTOR.csv | 8 | bad-number",
              "cdm_PERSON.csv | 5 | bad-date",
              rejected(8, "bad-date"),
              rejected(10, "unknown-person"),
              rejected(11, "unknown-subject"),
              rejected(12, "no-subject"),
              rejected(13, "no-date"),
              rejected(14, "bad-number"),
              rejected(15, "unclosed-quote"),
              rejected(19, "conflicting-rows"),
              rejected(20, "conflicting-rows"),
              rejected(21, "wrong-column-count"),
              "Measurement.csv | 8 | bad-number",
              "observation_period.csv | 3 | end-before-start");
      assertThat(accounts(ingestion))
          .contains(
              "cdm_PERSON.csv | 5 | 3 | 0 | 1 | 1 | 0",
              "condition_occurrence_0001.csv | 19 | 7 | 0 | 1 | 10 | 1",
              "2b_concept.tsv | 10 | 10 | 0 | 0 | 0 | 0")
          .noneMatch(account -> account.startsWith("drug_era"));
      assertThat(ingestion.notes().get())
          .containsEntry("condition_occurrence coded by source value", "1")
          .containsEntry("condition_occurrence coded by concept id", "2")
          .containsEntry(
              "tables not in the extract",
              "device_exposure, note, procedure_occurrence, visit_detail");
    }
  }

  @Test
  void parquetAndDeltaTablesGiveTheSame(SparkSession spark, @TempDir Path folder)
      throws IOException {
    Path text = Files.createDirectory(folder.resolve("text"));
    Path typed = Files.createDirectory(folder.resolve("typed"));
    write(
        text,
        "person.csv",
        "person_id,gender_concept_id,year_of_birth\n1,8532,1950\n2,8507,1960\n");
    write(text, "concept.csv", CONCEPT);
    String measurement =
        MEASUREMENT
            .lines()
            .filter(line -> !line.startsWith("7,"))
            .reduce("", (a, b) -> a + b + "\n");
    write(text, "measurement.csv", measurement);
    Dataset<Row> person = csv(spark, text, "person", ",");
    person
        .withColumn("person_id", functions.col("person_id").cast("double"))
        .write()
        .parquet(typed.resolve("PERSON.parquet").toString());
    csv(spark, text, "concept", "\t")
        .repartition(2)
        .write()
        .parquet(typed.resolve("concept").toString());
    Dataset<Row> rows =
        csv(spark, text, "measurement", ",")
            .withColumn("measurement_date", functions.col("measurement_date").cast("date"))
            .withColumn(
                "measurement_datetime",
                functions.expr(
                    "if(measurement_datetime like '%Z', to_timestamp(measurement_datetime),"
                        + " to_utc_timestamp(to_timestamp(measurement_datetime),"
                        + " 'Europe/Berlin'))"))
            .withColumn("value_as_concept_id", functions.col("value_as_concept_id").cast("double"));
    String delta = typed.resolve("measurement").toString();
    rows.where("measurement_id <= 3").write().format("delta").save(delta);
    rows.where("measurement_id = 1").write().format("delta").mode("append").save(delta);
    rows.where("measurement_id > 1").write().format("delta").mode("overwrite").save(delta);
    rows.where("measurement_id = 1").write().format("delta").mode("append").save(delta);

    try (Ingestion one = ingest(spark, text, "Europe/Berlin");
        Ingestion other = ingest(spark, typed, "Europe/Berlin")) {
      assertThat(texts(other.tables().get(Statements.TABLE), "*"))
          .hasSize(8)
          .isEqualTo(texts(one.tables().get(Statements.TABLE), "*"));
      assertThat(texts(other.tables().get(People.TABLE), "*"))
          .isEqualTo(texts(one.tables().get(People.TABLE), "*"));
      assertThat(other.quarantine().count()).isZero();
      assertThat(
              other
                  .accounts()
                  .where("file like 'measurement/%'")
                  .agg(functions.sum("accepted").cast(DataTypes.LongType))
                  .collectAsList())
          .extracting(row -> row.getLong(0))
          .containsExactly(6L);
    }
  }

  @Test
  void whatIsMissingIsNamed(SparkSession spark, @TempDir Path folder) throws IOException {
    write(folder, "person.csv", "person_id,gender_concept_id,year_of_birth\n1,8532,1950\n");
    assertThatThrownBy(() -> ingest(spark, folder, "UTC"))
        .isInstanceOf(MedleyException.class)
        .hasMessage("the source cdm has no table concept")
        .hasFieldOrPropertyWithValue("exitCode", ExitCode.INPUT_MISSING);

    write(folder, "concept.csv", CONCEPT);
    write(folder, "death.csv", "person_id,cause_concept_id\n1,0\n");
    assertThatThrownBy(() -> ingest(spark, folder, "UTC"))
        .isInstanceOf(MedleyException.class)
        .hasMessageContaining(
            "the table death (file death.csv) has no column death_date or death_datetime")
        .hasFieldOrPropertyWithValue("exitCode", ExitCode.DATA_REJECTED);

    Files.delete(folder.resolve("death.csv"));
    write(folder, "death.parquet", "no parquet");
    assertThatThrownBy(() -> ingest(spark, folder, "UTC"))
        .isInstanceOf(MedleyException.class)
        .hasMessageContaining("death.parquet is not whole, or not Parquet");
  }

  private static Ingestion ingest(SparkSession spark, Path folder, String zone) {
    OmopSource source = new OmopSource();
    return source.ingest(
        Pulled.of(spark, source, folder, zone, Map.of("identifier-system", "urn:mrn")));
  }

  private static List<String> accounts(Ingestion ingestion) {
    return texts(
        ingestion.accounts(),
        "file",
        "lines",
        "accepted",
        "superseded",
        "duplicate",
        "quarantined",
        "blank");
  }

  private static String condition(String id, String timeToCode, String encounter) {
    return "condition_occurrence | %s | 1 | 2010-01-02 %s | condition | - | - | - | %s"
        .formatted(id, timeToCode, encounter);
  }

  private static String measurement(String id, String times, String values) {
    return "measurement | %s | 1 | 2010-01-02 %s | LOINC//2345-7 | measurement | %s | -"
        .formatted(id, times, values);
  }

  private static String rejected(int line, String code) {
    return "condition_occurrence_0001.csv | %d | %s".formatted(line, code);
  }

  private static Dataset<Row> csv(SparkSession spark, Path folder, String table, String delimiter) {
    return spark
        .read()
        .option("header", "true")
        .option("delimiter", delimiter)
        .option("quote", delimiter.equals(",") ? "\"" : "")
        .csv(folder.resolve(table + ".csv").toString());
  }

  private static void write(Path folder, String name, String text) throws IOException {
    Files.writeString(folder.resolve(name), text);
  }

  private static void writeAll(Path folder) throws IOException {
    write(folder, "cdm_PERSON.csv", "\uFEFF" + PERSON.replace("\n", "\r\n"));
    write(folder, "2b_concept.tsv", CONCEPT);
    write(folder, "condition_occurrence_0001.csv", CONDITION);
    write(folder, "Measurement.csv", MEASUREMENT);
    write(folder, "location.csv", "location_id;state\n7;MA\n");
    write(
        folder,
        "death.csv",
        "person_id,death_date,cause_concept_id\n1,2020-02-03,101\n3,2020-02-03,0\n");
    write(
        folder,
        "observation_period.csv",
        """
        observation_period_id,person_id,observation_period_start_date,observation_period_end_date
        1,1,2000-01-01,2010-12-31
        2,1,2011-01-01,2010-12-31
        """);
    write(
        folder,
        "visit_occurrence.csv",
        """
        visit_occurrence_id,person_id,visit_concept_id,visit_start_date,visit_end_date,visit_end_datetime
        -9,1,107,2010-01-01,2010-01-05,2010-01-05 12:00:00
        """);
    write(
        folder,
        "drug_exposure.csv",
        """
        drug_exposure_id,person_id,drug_concept_id,drug_exposure_start_date,quantity,drug_type_concept_id
        1,1,100,2010-01-01,30,38000177
        2,1,106,2010-01-01,,
        3,1,100,2010-01-01,,32869
        """);
    write(
        folder,
        "observation.csv",
        """
        observation_id,person_id,observation_concept_id,observation_date,value_as_string
        1,1,108,2010-01-01,daily
        2,1,101,2010-01-01,
        """);
    write(
        folder,
        "CONCEPT_ANCESTOR.csv",
        """
        ancestor_concept_id,descendant_concept_id,min_levels_of_separation,max_levels_of_separation
        105,101,1,1
        101,101,0,0
        108,101,2,3
        999,101,1,1
        107,103,1,1
        ,101,1,1
        101,104,x,1
        """);
    write(folder, "drug_era.csv", "not read");
  }

  private static void checkStatements(Ingestion ingestion) {
    assertThat(texts(ingestion.tables().get(Statements.TABLE), STATEMENT))
        .containsExactlyInAnyOrder(
            "person | 1 | 1 | 1950-03-03 23:00:00.0 | - | day | MEDS_BIRTH | admin | - | - | - |"
                + " -",
            "person | 2 | 2 | 1959-12-31 23:00:00.0 | - | year | MEDS_BIRTH | admin | - | - | - |"
                + " -",
            "person | 3 | 3 | 1970-05-06 09:15:00.0 | - | instant | MEDS_BIRTH | admin | - | - |"
                + " - | -",
            condition("1", "22:59:59.999999 | - | day | SNOMED//44054006", "9"),
            condition("2", "13:30:00.0 | 2010-02-03 22:59:59.999999 | instant | ICD10CM//E11", "-"),
            "condition_occurrence | 3 | 1 | 2010-07-02 21:59:59.999999 | - | day | CDM//a, \"b\""
                + " | condition | - | - | - | -",
            condition("4", "12:30:00.0 | - | instant | OMOP//999", "-"),
            condition("5", "10:00:00.0 | - | instant | OMOP//0", "-"),
            condition("6", "23:00:00.0 | - | instant | SNOMED//44054006", "-"),
            condition("14", "22:59:59.999999 | - | day | SNOMED//44054006", "-"),
            measurement("1", "07:00:00.0 | - | instant", "99.5 | - | mg/dL"),
            measurement("2", "08:00:00.5 | - | instant", "5.0 | <5 | mg"),
            measurement("3", "22:59:59.999999 | - | day", "- | SNOMED//10828004 | -"),
            measurement("4", "22:59:59.999999 | - | day", "- | OMOP//999 | -"),
            measurement("5", "22:59:59.999999 | - | day", "- | cloudy | -"),
            measurement("6", "22:59:59.999999 | - | day", "- | 1e400 | -"),
            "death | 1 | 1 | 2020-02-03 22:59:59.999999 | - | day | MEDS_DEATH | death | - |"
                + " SNOMED//44054006 | - | -",
            "death | 3 | 3 | 2020-02-03 22:59:59.999999 | - | day | MEDS_DEATH | death | - | - |"
                + " - | -",
            "visit_occurrence | -9 | 1 | 2010-01-01 22:59:59.999999 | 2010-01-05 11:00:00.0 | day"
                + " | Visit//IP | visit | - | - | - | -9",
            "drug_exposure | 1 | 1 | 2010-01-01 22:59:59.999999 | - | day | RXNORM//5\" | drug |"
                + " 30.0 | - | - | -",
            "drug_exposure | 2 | 1 | 2010-01-01 22:59:59.999999 | - | day | CVX//140 |"
                + " immunization | - | - | - | -",
            "drug_exposure/dispensing | 3 | 1 | 2010-01-01 22:59:59.999999 | - | day |"
                + " RXNORM//5\" | drug | - | - | - | -",
            "observation | 1 | 1 | 2010-01-01 22:59:59.999999 | - | day | Local Vocabulary//s |"
                + " measurement | - | daily | - | -",
            "observation | 2 | 1 | 2010-01-01 22:59:59.999999 | - | day | SNOMED//44054006 |"
                + " condition | - | - | - | -");
  }
}

package org.medley.jobs.source.fhir;

import static org.apache.spark.sql.functions.col;
import static org.apache.spark.sql.functions.count_if;
import static org.apache.spark.sql.functions.max;
import static org.apache.spark.sql.functions.min;
import static org.apache.spark.sql.functions.regexp_extract;
import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Collectors;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.SparkSession;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.medley.features.contract.Events;
import org.medley.features.contract.Subjects;
import org.medley.features.testing.SparkSessions;
import org.medley.features.testing.SparkTest;
import org.medley.jobs.quality.Rule;
import org.medley.jobs.quality.RuleFiles;
import org.medley.jobs.quality.Rules;
import org.medley.jobs.settings.Problems;
import org.medley.jobs.source.Extracts;
import org.medley.jobs.unit.CanonicalUnits;

/** The same 100 real patients from FHIR and from MEDS; resources/mimic/README.md is the table. */
@SparkTest
class MimicRoutesTest {
  private static final String LOCAL = "http://mimic.mit.edu/fhir/mimic/";
  private static final Instant FAR = Instant.parse("2300-01-01T00:00:00Z");
  private static final List<String> RULES =
      List.of("code-system-known", "not-before-birth", "not-after-death", "end-after-start");

  private static Path folder;
  private static MimicRoutes routes;

  @BeforeAll
  static void ingest(SparkSession spark) {
    String shared = System.getProperty("medley.shared.data", "");
    assumeTrue(!shared.isEmpty(), "the property medley.shared.data names no folder");
    folder = Path.of(shared, "ehr-mimic-iv-demo");
    assumeTrue(Files.isDirectory(folder), folder + " is not there");
    SparkSessions.compile(spark);
    routes = new MimicRoutes(spark, folder);
  }

  @AfterAll
  static void close() {
    if (routes != null) {
      routes.close();
    }
  }

  @Test
  void everyDifferenceBetweenTheRoutesIsInTheTable() throws IOException {
    assertThat(MimicTopics.compare(routes)).containsExactlyInAnyOrderEntriesOf(table());
    assertThat(MimicTopics.unspoken(routes)).isZero();
  }

  @Test
  void everyLineIsAcceptedAndEveryRowOfMedsAnEvent() throws IOException {
    Map<String, Long> truth = truth();
    Map<String, Long> found = new TreeMap<>();
    for (Row row : routes.accounts().where("lines > 0").collectAsList()) {
      String file = row.getAs("file");
      assertThat(row.<Long>getAs("accepted")).as(file).isEqualTo(row.<Long>getAs("lines"));
      found.put(
          file.startsWith("Mimic") ? "fhir " + file.split("\\.")[0] : "meds *total",
          row.getAs("accepted"));
    }
    routes
        .events()
        .where("source = 'meds'")
        .groupBy(regexp_extract(col(Events.CODE), "^(.*?)(//|$)", 1))
        .count()
        .collectAsList()
        .forEach(row -> found.put("meds " + row.getString(0), row.getLong(1)));
    found.put("meds *subjects", routes.subjects().count());
    assertThat(routes.quarantine().isEmpty()).isTrue();
    assertThat(found).containsAllEntriesOf(truth);
    assertThat(found.keySet().stream().filter(name -> !truth.containsKey(name)))
        .allMatch(name -> name.matches("meds (BMI|Blood Pressure|Height|Weight).*"));
  }

  @Test
  void codesOfTheHospitalKeepTheirSystem() {
    Dataset<Row> systems =
        routes
            .fhir()
            .where("code NOT IN ('PERSON', 'MEDS_BIRTH', 'MEDS_DEATH')")
            .select(
                regexp_extract(col(Events.CODE), "^(" + LOCAL + "[^/]+/[^/]+|[^/]+)//", 1)
                    .as("system"))
            .groupBy("system")
            .count();
    assertThat(Extracts.texts(systems, "replace(system, '" + LOCAL + "', '')", "count"))
        .containsExactly(
            "ACTCODE | 637",
            "CodeSystem/mimic-d-items | 26110",
            "CodeSystem/mimic-diagnosis-icd10 | 2609",
            "CodeSystem/mimic-diagnosis-icd9 | 2442",
            "CodeSystem/mimic-hcpcs-cd | 61",
            "CodeSystem/mimic-lab-fluid | 11122",
            "CodeSystem/mimic-medication-formulary-drug-cd | 34905",
            "CodeSystem/mimic-medication-gsn | 3457",
            "CodeSystem/mimic-medication-icu | 20404",
            "CodeSystem/mimic-medication-name | 18087",
            "CodeSystem/mimic-medication-ndc | 11670",
            "CodeSystem/mimic-medication-poe-iv | 471",
            "CodeSystem/mimic-microbiology-antibiotic | 1036",
            "CodeSystem/mimic-microbiology-organism | 338",
            "CodeSystem/mimic-microbiology-test | 1893",
            "CodeSystem/mimic-procedure-icd10 | 321",
            "CodeSystem/mimic-procedure-icd9 | 401",
            "CodeSystem/mimic-spec-type-desc | 1291",
            "FHIR | 1012",
            "LOINC | 10302",
            "SNOMED | 1856",
            "identifier/medication-mix | 2843");
  }

  @Test
  void eventsOutsideOfLivesAndEncountersAreKeptAndCounted() {
    List<Rule> rules =
        RuleFiles.read(Extract.CONF.resolve("quality"), new Problems()).stream()
            .filter(rule -> RULES.contains(rule.name()))
            .toList();
    Dataset<Row> events = routes.events();
    assertThat(
            new Rules(rules, new CanonicalUnits(Extract.units()))
                    .judge(
                        table -> table.equals(Events.TABLE) ? events : routes.subjects(),
                        table -> table.equals(Events.TABLE) || table.equals(Subjects.TABLE),
                        FAR)
                    .stream()
                    .map(verdict -> verdict.name() + " " + verdict.violations()))
        .containsExactlyInAnyOrder(
            "code-system-known 139461",
            "not-before-birth 98",
            "not-after-death 0",
            "end-after-start 0");
    Dataset<Row> stays =
        routes
            .fhir()
            .where("domain = 'visit'")
            .groupBy(Events.ENCOUNTER_ID)
            .agg(min(Events.TIME).as("from"), max(Events.END_TIME).as("to"));
    Row outside =
        routes
            .fhir()
            .where("domain <> 'admin'")
            .join(stays, Events.ENCOUNTER_ID)
            .agg(
                count_if(col(Events.TIME).lt(col("from"))),
                count_if(col(Events.TIME).gt(col("to"))))
            .first();
    assertThat(outside).hasToString("[1119,806]");
    assertThat(routes.skipped())
        .containsExactlyInAnyOrder(
            new MappedEvents.Skipped("medication_dispense_events", "no-code", 32),
            new MappedEvents.Skipped("medication_statement_events", "no-code", 4),
            new MappedEvents.Skipped("specimen_events", "no-time", 45));
  }

  private static Map<String, Long> truth() throws IOException {
    return Files.readAllLines(folder.resolve("truth/row_counts.tsv")).stream()
        .map(line -> line.split("\t"))
        .filter(cells -> cells[0].equals("fhir") || cells[0].equals("meds"))
        .collect(
            Collectors.toMap(cells -> cells[0] + " " + cells[1], cells -> Long.valueOf(cells[2])));
  }

  /** The figures of the table by topic. */
  private static Map<String, MimicTopics.Figures> table() throws IOException {
    try (InputStream in = MimicRoutesTest.class.getResourceAsStream("/mimic/README.md")) {
      return new String(in.readAllBytes(), StandardCharsets.UTF_8)
          .lines()
          .filter(line -> line.startsWith("| "))
          .skip(2)
          .map(line -> line.split(" *\\| *"))
          .collect(
              Collectors.toMap(
                  cells -> cells[1],
                  cells ->
                      new MimicTopics.Figures(
                          number(cells[2]), number(cells[3]), number(cells[4]))));
    }
  }

  private static long number(String cell) {
    return Long.parseLong(cell.replace(",", ""));
  }
}

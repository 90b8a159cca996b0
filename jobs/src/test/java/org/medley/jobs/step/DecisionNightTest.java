package org.medley.jobs.step;

import static org.apache.spark.sql.functions.col;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Random;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.SparkSession;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.medley.features.contract.ArmAttrition;
import org.medley.features.contract.FollowUps;
import org.medley.features.contract.Members;
import org.medley.features.contract.Reference;
import org.medley.features.testing.SparkTest;
import org.medley.jobs.contract.EffectChecks;
import org.medley.jobs.contract.EffectEstimates;
import org.medley.jobs.contract.RuleHits;
import org.medley.jobs.contract.TreatmentOptions;
import org.medley.jobs.night.Step;
import org.medley.jobs.settings.Overrides;
import org.medley.jobs.settings.Problems;
import org.medley.jobs.settings.TaskContext;
import org.medley.jobs.settings.TaskSettings;
import org.medley.jobs.settings.decision.DecisionFile;
import org.medley.jobs.settings.decision.DecisionSettings;
import org.medley.jobs.site.SafetyFolder;

/**
 * A decision over a simulated extract: 400 new users, of whom the sick get drug B more often. Drug
 * B adds 0.25 to the risk of an emergency; being sick adds 0.3.
 */
@SparkTest
class DecisionNightTest {
  private static final int PEOPLE = 400;
  private static final int ELIGIBLE = 15;
  private static final double EFFECT = 0.25;

  /** Those who die first have no emergency: 20 of the 380 that are not lost. */
  private static final double TRUTH = EFFECT * 360 / 380;

  private static final LocalDate DAY = LocalDate.of(2020, 12, 31);
  private static final List<String> EVENTS = List.of("events:ehr");

  private static final String DECISION =
      """
      description: A or B
      predicates:
        a: {code: RXNORM//1}
        b: {code: RXNORM//2}
        emergency: {code: ACTCODE//EMER}
        inpatient: {code: ACTCODE//IMP}
        death: {code: MEDS_DEATH}
      options: {a: {predicate: a}, b: {predicate: b}}
      reference: a
      new-users: {washout: 365d}
      observation: {min_before: 365d, competing: [death]}
      outcomes:
        emergency: {kind: harm, predicate: emergency, within: 100d, description: goes to an emergency room}
        inpatient: {kind: benefit, predicate: inpatient, within: 100d, description: is in hospital}
      features: {families: [demographics, codes, drugs], windows: [full], min-prevalence: 0.02}
      score: {at: as-of}
      """;

  private final Random random = new Random(20240601);
  private final List<String> lines = new ArrayList<>();

  @Test
  void aKnownEffectIsFoundAndWhatMustNotCountDoesNot(SparkSession spark, @TempDir Path folder)
      throws IOException {
    for (int person = 0; person < PEOPLE; person++) {
      newUser(person);
    }
    for (int person = PEOPLE; person < PEOPLE + ELIGIBLE; person++) {
      patient(person, "");
    }
    patient(PEOPLE + ELIGIBLE, "");
    order(PEOPLE + ELIGIBLE, 1, "2020-01-20");
    order(PEOPLE + ELIGIBLE, 2, "2020-03-01");
    LoadedSite site = site(spark, folder, decision(folder));
    site.night();

    Dataset<Row> members = site.table(Members.TABLE, CohortStep.name("ab"));
    assertThat(members.where("purpose = 'train'").count()).isEqualTo(PEOPLE + 1);
    assertThat(members.where("purpose = 'score'").count()).isEqualTo(ELIGIBLE);
    assertThat(
            site.table(ArmAttrition.TABLE, CohortStep.name("ab"))
                .where("arm = 'b' AND rule LIKE 'no starts_option%'")
                .select(ArmAttrition.EXCLUDED)
                .first()
                .getLong(0))
        .as("a switch within a year is no new use")
        .isEqualTo(1);
    followed(site);
    assertThat(site.table(Reference.TABLE, FeaturesStep.name("ab")).where("code LIKE 'RXNORM//%'"))
        .as("old orders of the options themselves are no covariates")
        .matches(Dataset::isEmpty);
    Row effect =
        site.table(EffectEstimates.TABLE, EffectsStep.name("ab"))
            .where("outcome = 'emergency' AND quantity = 'difference'")
            .first();
    assertThat(effect.<Double>getAs(EffectEstimates.VALUE)).isCloseTo(TRUTH, within(0.12));
    assertThat(effect.<Double>getAs(EffectEstimates.LOW)).isLessThan(TRUTH);
    assertThat(effect.<Double>getAs(EffectEstimates.HIGH)).isGreaterThan(TRUTH);
    restricted(site, effect.getAs(EffectEstimates.VALUE));
    Dataset<Row> inpatient =
        site.table(EffectChecks.TABLE, EffectsStep.name("ab")).where("outcome = 'inpatient'");
    assertThat(inpatient.first().<String>getAs(EffectChecks.DETAIL))
        .contains("the outcome happened fewer than 10 times");
    published(site);
  }

  /**
   * An emergency comes 20 days after the start and takes 80 of 100 days; of the 20 in 400 who are
   * lost nothing later is known.
   */
  private static void restricted(LoadedSite site, double risk) {
    Row days =
        site.table(EffectEstimates.TABLE, EffectsStep.name("ab"))
            .where("outcome = 'emergency' AND quantity = 'restricted_mean_days_difference'")
            .first();
    assertThat(days.<Double>getAs(EffectEstimates.VALUE)).isCloseTo(-80 * risk, within(5.0));
    assertThat(days.<Double>getAs(EffectEstimates.LOW)).isLessThan(-80 * risk);
    assertThat(days.<Double>getAs(EffectEstimates.HIGH)).isGreaterThan(-80 * risk);
    assertThat(
            site.table(EffectEstimates.TABLE, EffectsStep.name("ab"))
                .where("quantity IN ('preference_share', 'preference_share_reference')")
                .groupBy(EffectEstimates.QUANTITY)
                .sum(EffectEstimates.VALUE, EffectEstimates.N)
                .collectAsList())
        .as("everybody whose emergency can be known is in a range of the preference score")
        .allSatisfy(row -> assertThat(row.getDouble(1)).isCloseTo(1, within(1e-9)))
        .extracting(row -> row.getLong(2))
        .satisfies(
            n -> assertThat(n.stream().mapToLong(Long::longValue).sum()).isEqualTo(1 + PEOPLE));
  }

  private static void followed(LoadedSite site) {
    Map<String, Long> counts = new java.util.TreeMap<>();
    site.table(FollowUps.TABLE, CohortStep.name("ab"))
        .where("outcome = 'emergency'")
        .groupBy(FollowUps.STATUS)
        .count()
        .collectAsList()
        .forEach(row -> counts.put(row.getString(0), row.getLong(1)));
    assertThat(counts).containsEntry("competing", 20L).containsEntry("lost", 20L);
    assertThat(counts.get("event")).isGreaterThan(50);
  }

  private static void published(LoadedSite site) {
    Dataset<Row> options = site.table(TreatmentOptions.TABLE, PlanStep.name("ab"));
    assertThat(options.count()).isEqualTo(2 * ELIGIBLE);
    assertThat(options.where(col(TreatmentOptions.BLINDED_REASON).contains("inpatient")).count())
        .as("an outcome that cannot be estimated blinds, and everybody is there")
        .isEqualTo(2 * ELIGIBLE);
    assertThat(options.where("rank IS NOT NULL OR recommended OR benefit_expected IS NOT NULL"))
        .matches(Dataset::isEmpty);
    assertThat(options.where("option = 'b' AND harm_expected > harm_reference").count())
        .isEqualTo(ELIGIBLE);
    assertThat(site.table(RuleHits.PUBLISHED, PlanStep.name("ab")).count()).isZero();
  }

  /** Person i: the last 20 are lost, and every 20th before dies before anything else. */
  private void newUser(int person) {
    boolean sick = random.nextDouble() < 0.5;
    boolean b = random.nextDouble() < (sick ? 0.65 : 0.35);
    boolean emergency = random.nextDouble() < 0.1 + (sick ? 0.3 : 0) + (b ? EFFECT : 0);
    boolean lost = person >= PEOPLE - 20;
    boolean dies = !lost && person % 19 == 0 && person / 19 < 20;
    LocalDate start =
        lost ? LocalDate.of(2020, 12, 1) : LocalDate.of(2020, 3, 1).plusDays(person % 30);
    patient(
        person, dies ? ",\"deceasedDateTime\":\"%sT08:00:00Z\"".formatted(start.plusDays(5)) : "");
    if (sick) {
      lines.add(
          resource(
              "Condition",
              "c" + person,
              coded("code", "http://snomed.info/sct", "9")
                  + subject(person)
                  + ",\"onsetDateTime\":\"2019-01-01T10:00:00Z\""));
    }
    if (person % 7 == 0) {
      order(person, 1, "2018-06-01");
    }
    order(person, b ? 2 : 1, start.toString());
    if (emergency && !dies && !lost) {
      encounter(person, "EMER", start.plusDays(20));
    }
  }

  private void patient(int person, String more) {
    lines.add(
        resource(
            "Patient",
            "p" + person,
            "\"gender\":\"%s\",\"birthDate\":\"19%d-01-01\"%s"
                .formatted(person % 2 == 0 ? "male" : "female", 50 + person % 40, more)));
    encounter(person, "AMB", LocalDate.of(2018, 1, 1));
  }

  private void encounter(int person, String kind, LocalDate day) {
    lines.add(
        resource(
            "Encounter",
            "e" + person + kind,
            "\"status\":\"finished\",\"class\":{\"system\":"
                + "\"http://terminology.hl7.org/CodeSystem/v3-ActCode\",\"code\":\"%s\"}"
                    .formatted(kind)
                + subject(person)
                + ",\"period\":{\"start\":\"%sT09:00:00Z\",\"end\":\"%sT10:00:00Z\"}"
                    .formatted(day, day)));
  }

  private void order(int person, int drug, String day) {
    lines.add(
        resource(
            "MedicationRequest",
            "m" + person + day,
            "\"status\":\"active\",\"intent\":\"order\","
                + coded(
                    "medicationCodeableConcept",
                    "http://www.nlm.nih.gov/research/umls/rxnorm",
                    Integer.toString(drug))
                + subject(person)
                + ",\"authoredOn\":\"%sT10:00:00Z\"".formatted(day)));
  }

  private static String subject(int person) {
    return ",\"subject\":{\"reference\":\"Patient/p%d\"}".formatted(person);
  }

  private static String coded(String key, String system, String code) {
    return "\"%s\":{\"coding\":[{\"system\":\"%s\",\"code\":\"%s\"}]}".formatted(key, system, code);
  }

  private static String resource(String type, String id, String rest) {
    return "{\"resourceType\":\"%s\",\"id\":\"%s\",%s}".formatted(type, id, rest);
  }

  private static DecisionSettings decision(Path folder) throws IOException {
    Problems problems = new Problems();
    Path file = Files.writeString(folder.resolve("ab.yaml"), DECISION);
    TaskContext context =
        TaskContext.ofSite(
            folder.resolve("codes"),
            ZoneOffset.UTC,
            TaskSettings.allowed(List.of("sex", "age-band")));
    var read = DecisionFile.read(file, context, problems, Overrides.NONE);
    assertThat(problems.lines()).isEmpty();
    return read.orElseThrow();
  }

  private LoadedSite site(SparkSession spark, Path folder, DecisionSettings decision)
      throws IOException {
    Path in = Files.createDirectories(folder.resolve("in"));
    Files.write(in.resolve("all.ndjson"), lines, StandardCharsets.UTF_8);
    LoadedSite site = new LoadedSite(spark, folder, Map.of());
    site.asOf(DAY);
    site.then(
        date -> {
          List<Step> steps = new ArrayList<>();
          steps.add(
              new PeriodsStep(
                  EVENTS,
                  List.of(),
                  Map.of("ehr", Instant.parse("2021-01-01T00:00:00Z")),
                  LoadedSite.endOf(date)));
          steps.add(new CodesStep(EVENTS, List.of()));
          steps.addAll(
              new DecisionSteps(
                      date, LoadedSite.endOf(date), 11, SafetyFolder.none(), EVENTS, List.of())
                  .of(decision));
          return steps;
        });
    return site;
  }
}

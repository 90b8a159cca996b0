package org.medley.features.covariate;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;
import org.apache.spark.sql.SparkSession;
import org.junit.jupiter.api.Test;
import org.medley.features.cohort.CodeMatch;
import org.medley.features.cohort.CodeSet;

class CodeCovariatesTest extends CovariateFamilyContract {
  @Override
  String family() {
    return "codes";
  }

  @Test
  void namesDomainThenCodeThenAggregateThenWindow(SparkSession spark) {
    Population population = new Population().member(1, INDEX);
    for (int days : new int[] {10, 20, 400}) {
      population.event(
          1, INDEX.minus(Duration.ofDays(days)), "condition", "SNOMED//44054006", null, null);
    }

    assertThat(bySubject(covariates(spark, population)).get(1L))
        .isEqualTo(
            Map.of(
                "condition_snomed_44054006_distinct_days_30d", 2.0,
                "condition_snomed_44054006_distinct_days_full", 3.0,
                "condition_snomed_44054006_days_since_last_30d", 10.0,
                "condition_snomed_44054006_days_since_last_full", 10.0,
                "condition_snomed_44054006_any_30d", 1.0,
                "condition_snomed_44054006_any_full", 1.0,
                "condition_snomed_44054006_count_30d", 2.0,
                "condition_snomed_44054006_count_full", 3.0));
  }

  /** Events on both sides of every edge, a microsecond apart: each window holds one of its two. */
  @Test
  void windowsAreOpenOnTheLeftAndClosedAtTheIndexToTheMicrosecond(SparkSession spark) {
    Population population = new Population().member(1, INDEX);
    population.event(1, INDEX, "condition", "SYS//x", null, null);
    population.event(1, INDEX.plus(1, ChronoUnit.MICROS), "condition", "SYS//x", null, null);
    for (int days : new int[] {1, 7, 30, 365}) {
      Instant edge = INDEX.minus(Duration.ofDays(days));
      population.event(1, edge, "condition", "SYS//x", null, null);
      population.event(1, edge.plus(1, ChronoUnit.MICROS), "condition", "SYS//x", null, null);
    }
    FeatureSettings settings =
        new FeatureSettings(
            List.of("codes"),
            Stream.of("1d", "7d", "30d", "365d", "full").map(LookbackWindow::parse).toList(),
            0,
            new FeatureOptions(Map.of("codes", List.of("count")), List.of()));

    assertThat(bySubject(population.covariates(spark, settings).collectAsList()).get(1L))
        .isEqualTo(
            Map.of(
                "condition_sys_x_count_1d", 2.0,
                "condition_sys_x_count_7d", 4.0,
                "condition_sys_x_count_30d", 6.0,
                "condition_sys_x_count_365d", 8.0,
                "condition_sys_x_count_full", 9.0));
  }

  @Test
  void codesCountForTheirClasses(SparkSession spark) {
    Population population = new Population().member(1, INDEX);
    for (String code : new String[] {"RXNORM//11289", "RXNORM//855288", "RXNORM//1"}) {
      population.event(1, INDEX, "drug", code, null, null);
    }
    population.event(1, INDEX, "condition", "ICD10CM//I48.0", null, null);
    population.event(1, INDEX, "visit", "ICD10CM//I48.0", null, null);
    FeatureOptions options =
        new FeatureOptions(
                Map.of("codes", List.of("count"), "drugs", List.of("count", "distinct")), List.of())
            .withClasses(
                List.of(
                    under("anticoagulants", "RXNORM//11289", "RXNORM//855288"),
                    under("af", "ICD10CM//I48")));
    FeatureSettings settings =
        new FeatureSettings(List.of("codes", "drugs"), List.of(LookbackWindow.FULL), 0, options);

    assertThat(bySubject(population.covariates(spark, settings).collectAsList()).get(1L))
        .containsExactlyInAnyOrderEntriesOf(
            Map.of(
                "drug_rxnorm_11289_count_full", 1.0,
                "drug_rxnorm_855288_count_full", 1.0,
                "drug_rxnorm_1_count_full", 1.0,
                "drug_codeset_anticoagulants_count_full", 2.0,
                "drug_distinct_codes_full", 3.0,
                "condition_icd10cm_i48_0_count_full", 1.0,
                "condition_codeset_af_count_full", 1.0));
  }

  private static CodeMatch.Under under(String name, String... codes) {
    return new CodeMatch.Under(new CodeSet(name, Set.of(codes)));
  }

  @Test
  void codesCountForTheirAncestors(SparkSession spark) {
    Population population = new Population().member(1, INDEX);
    for (String code :
        new String[] {
          "ICD10CM//E11.22", "ICD10CM//E11.9", "ICD10CM//E11", "ICD9CM//E8502", "SNOMED//1"
        }) {
      population.event(1, INDEX, "condition", code, null, null);
    }
    population.event(1, INDEX, "drug", "ATC//A10BA02", null, null);
    population.event(1, INDEX, "measurement", "ATC//A10BA02", 1.0, null);
    RollUp rollUp =
        new RollUp(
            Map.of("SNOMED//1", List.of("SNOMED//0"), "ICD10CM//E11.22", List.of("ICD10CM//E11")));
    FeatureOptions options =
        new FeatureOptions(
            Map.of(
                "codes", List.of("count"),
                "drugs", List.of("count", "distinct", "active"),
                "measurements", List.of("count"),
                "utilisation", List.of("distinct")),
            List.of(),
            Optional.of(rollUp),
            FeatureOptions.MissingIndicators.NONE);
    FeatureSettings settings =
        new FeatureSettings(
            List.of("codes", "drugs", "utilisation", "measurements"),
            List.of(LookbackWindow.FULL),
            0,
            options);

    assertThat(bySubject(population.covariates(spark, settings).collectAsList()).get(1L))
        .containsExactlyInAnyOrderEntriesOf(
            Map.ofEntries(
                Map.entry("condition_icd10cm_e11_22_count_full", 1.0),
                Map.entry("condition_icd10cm_e11_2_count_full", 1.0),
                Map.entry("condition_icd10cm_e11_9_count_full", 1.0),
                Map.entry("condition_icd10cm_e11_count_full", 3.0),
                Map.entry("condition_icd9cm_e8502_count_full", 1.0),
                Map.entry("condition_icd9cm_e850_count_full", 1.0),
                Map.entry("condition_snomed_1_count_full", 1.0),
                Map.entry("condition_snomed_0_count_full", 1.0),
                Map.entry("drug_atc_a10ba02_count_full", 1.0),
                Map.entry("drug_atc_a10ba_count_full", 1.0),
                Map.entry("drug_atc_a10b_count_full", 1.0),
                Map.entry("drug_atc_a10_count_full", 1.0),
                Map.entry("drug_atc_a_count_full", 1.0),
                Map.entry("drug_distinct_codes_full", 1.0),
                Map.entry("measurement_atc_a10ba02_count_full", 1.0),
                Map.entry("utilisation_distinct_codes_full", 7.0)));
  }
}

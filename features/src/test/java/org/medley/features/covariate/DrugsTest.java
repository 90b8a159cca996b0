package org.medley.features.covariate;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.apache.spark.sql.SparkSession;
import org.junit.jupiter.api.Test;

class DrugsTest extends CovariateFamilyContract {
  @Override
  String family() {
    return "drugs";
  }

  @Test
  void countsRecordsOfADrugAndDifferentDrugsOfAMember(SparkSession spark) {
    Population population = new Population().member(1, INDEX);
    population.event(1, INDEX.minus(Duration.ofDays(1)), "drug", "RXNORM//860975", null, null);
    population.event(1, INDEX.minus(Duration.ofDays(2)), "drug", "RXNORM//860975", 500.0, "mg");
    population.event(1, INDEX.minus(Duration.ofDays(99)), "drug", "RXNORM//310798", null, null);

    FeatureOptions counts =
        new FeatureOptions(Map.of("drugs", List.of("any", "count", "distinct")), List.of());
    FeatureSettings settings =
        new FeatureSettings(
            List.of("drugs"), List.of(LookbackWindow.parse("30d"), LookbackWindow.FULL), 0, counts);

    assertThat(bySubject(population.covariates(spark, settings).collectAsList()).get(1L))
        .isEqualTo(
            Map.of(
                "drug_rxnorm_860975_any_30d", 1.0,
                "drug_rxnorm_860975_count_30d", 2.0,
                "drug_rxnorm_860975_any_full", 1.0,
                "drug_rxnorm_860975_count_full", 2.0,
                "drug_rxnorm_310798_any_full", 1.0,
                "drug_rxnorm_310798_count_full", 1.0,
                "drug_distinct_codes_30d", 1.0,
                "drug_distinct_codes_full", 2.0));
  }

  /** By hand: orders of 10 days with gaps of 30 and 31 days between the end and the next start. */
  @Test
  void anEraGoesOnAfterAGapOfThirtyDays(SparkSession spark) {
    Population population = new Population().member(1, INDEX);
    for (int start : new int[] {150, 110, 69}) {
      Instant time = INDEX.minus(Duration.ofDays(start));
      population.span(
          1, time, time.plus(Duration.ofDays(10)), "drug", "RXNORM//1", "MedicationRequest");
    }

    assertThat(bySubject(covariates(spark, population)).get(1L))
        .containsEntry("drug_rxnorm_1_eras_full", 2.0)
        .containsEntry("drug_rxnorm_1_days_in_era_full", 51.0 + 11)
        .containsEntry("drug_rxnorm_1_days_ordered_full", 33.0)
        .doesNotContainKeys("drug_rxnorm_1_eras_30d", "drug_rxnorm_1_proportion_days_covered_full");
  }

  /**
   * By hand: 30 days' supply on day 1, again on day 21 (shifted to day 31) and on day 81; the index
   * day is day 100: 60 + 20 of 100 days.
   */
  @Test
  void overlappingSuppliesAreShifted(SparkSession spark) {
    Population population = new Population().member(1, INDEX);
    for (int day : new int[] {1, 21, 81}) {
      Instant time = INDEX.minus(Duration.ofDays(100 - day));
      population.span(
          1, time, time.plus(Duration.ofDays(29)), "drug", "RXNORM//1", "MedicationDispense");
    }

    assertThat(bySubject(covariates(spark, population)).get(1L))
        .containsEntry("drug_rxnorm_1_proportion_days_covered_full", 0.8)
        .containsEntry("drug_rxnorm_1_proportion_days_covered_30d", 1.0)
        .containsEntry("drug_distinct_active", 1.0)
        .doesNotContainKey("drug_rxnorm_1_days_ordered_full");
  }
}

package org.medley.features.covariate;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
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

    assertThat(bySubject(covariates(spark, population)).get(1L))
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
}

package org.medley.features.covariate;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.Map;
import org.apache.spark.sql.SparkSession;
import org.junit.jupiter.api.Test;

class UtilisationTest extends CovariateFamilyContract {
  @Override
  String family() {
    return "utilisation";
  }

  @Test
  void countsVisitsByClassAndInAll(SparkSession spark) {
    Population population = new Population().member(1, INDEX);
    population.event(1, INDEX.minus(Duration.ofHours(36)), "visit", "ACTCODE//EMER", null, null);
    population.event(1, INDEX.minus(Duration.ofDays(3)), "visit", "ACTCODE//AMB", null, null);
    population.event(1, INDEX.minus(Duration.ofDays(60)), "visit", "ACTCODE//AMB", null, null);
    population.event(1, INDEX.minus(Duration.ofDays(3)), "measurement", "LOINC//1", 1.0, "a");
    population.event(1, INDEX.minus(Duration.ofDays(3)), "measurement", "LOINC//1", 1.0, "b");

    Map<String, Double> found = bySubject(covariates(spark, population)).get(1L);

    assertThat(found)
        .containsEntry("visit_actcode_emer_count_30d", 1.0)
        .containsEntry("visit_actcode_emer_days_since_last_30d", 1.5)
        .containsEntry("visit_actcode_amb_count_30d", 1.0)
        .containsEntry("visit_actcode_amb_count_full", 2.0)
        .containsEntry("visit_count_full", 3.0)
        .containsEntry("visit_days_since_last_full", 1.5)
        .containsEntry("utilisation_distinct_codes_30d", 3.0);
  }
}

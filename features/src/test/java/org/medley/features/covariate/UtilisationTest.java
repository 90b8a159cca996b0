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
        .containsEntry("visit_class_outpatient_count_full", 2.0)
        .containsEntry("visit_class_emergency_count_30d", 1.0)
        .containsEntry("utilisation_distinct_codes_30d", 3.0);
  }

  /**
   * By hand: 4 days 100 days ago; 3 days that begin 29 days later, of which the last two in another
   * ward; a stay that goes on at the index time and is a readmission 50 days later: no.
   */
  @Test
  void staysThatTouchAreOneAndReadmissionsFollowWithinThirtyDays(SparkSession spark) {
    Population population = new Population().member(1, INDEX);
    stay(population, 100, 96);
    stay(population, 67, 66);
    stay(population, 66, 64);
    stay(population, 14, -2);

    assertThat(bySubject(covariates(spark, population)).get(1L))
        .containsEntry("stay_days_full", 4.0 + 3)
        .containsEntry("stay_days_last_full", 3.0)
        .containsEntry("stay_days_since_discharge_full", 64.0)
        .containsEntry("stay_readmissions_full", 1.0)
        .containsEntry("visit_class_inpatient_count_full", 4.0)
        .doesNotContainKeys("stay_days_30d", "stay_readmissions_30d");
  }

  private static void stay(Population population, int from, int to) {
    population.span(
        1,
        INDEX.minus(Duration.ofDays(from)),
        INDEX.minus(Duration.ofDays(to)),
        "visit",
        "ACTCODE//IMP",
        "Encounter");
  }
}

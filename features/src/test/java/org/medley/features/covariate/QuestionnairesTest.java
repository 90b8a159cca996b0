package org.medley.features.covariate;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.Map;
import org.apache.spark.sql.SparkSession;
import org.junit.jupiter.api.Test;

class QuestionnairesTest extends CovariateFamilyContract {
  @Override
  String family() {
    return "questionnaires";
  }

  @Test
  void tellsTheLastScore(SparkSession spark) {
    Population population = new Population().member(1, INDEX);
    population.event(
        1, INDEX.minus(Duration.ofDays(40)), "questionnaire", "LOINC//44261-6", 4.0, "{score}");
    population.event(
        1, INDEX.minus(Duration.ofDays(36)), "questionnaire", "LOINC//44261-6", 0.0, "{score}");

    assertThat(bySubject(covariates(spark, population)).get(1L))
        .isEqualTo(
            Map.of(
                "questionnaire_loinc_44261_6_count_full", 2.0,
                "questionnaire_loinc_44261_6_days_since_last_full", 36.0,
                "questionnaire_loinc_44261_6_last_full", 0.0));
  }
}

package org.medley.features.covariate;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.Map;
import java.util.TreeMap;
import org.apache.spark.sql.SparkSession;
import org.junit.jupiter.api.Test;

class ComorbidityTest extends CovariateFamilyContract {
  @Override
  String family() {
    return "comorbidity";
  }

  @Override
  String code() {
    return "ICD10CM//E11.9";
  }

  @Override
  String leakedCode() {
    return "ICD10CM//B20";
  }

  /**
   * Weights by hand from the papers: metastatic tumour 6 and renal disease 2 (1987), 6 and 1
   * (2011); metastatic 12, renal failure 5, obesity -4 and arrhythmia 5 (van Walraven 2009), 17, 8,
   * -6 and 6 (Sharma 2021).
   */
  @Test
  void scoresCodesOfBothVersionsWithAndWithoutDots(SparkSession spark) {
    Population population = new Population().member(1, INDEX);
    for (String code :
        new String[] {
          "ICD10CM//C34.90",
          "ICD9CM//197.7",
          "DIAGNOSIS//ICD//9//5856",
          "ICD10CM//e6601",
          "ICD10//I48.0",
          "SNOMED//44054006",
          "ICD9CM//I21"
        }) {
      population.event(1, INDEX.minus(Duration.ofDays(3)), "condition", code, null, null);
    }
    population.event(1, INDEX.minus(Duration.ofDays(3)), "procedure", "ICD10CM//B20", null, null);

    assertThat(inMonth(population, spark))
        .containsExactlyInAnyOrderEntriesOf(
            Map.ofEntries(
                Map.entry("charlson_metacanc", 1.0),
                Map.entry("charlson_rend", 1.0),
                Map.entry("charlson_charlson_1987_score", 8.0),
                Map.entry("charlson_quan_2011_score", 7.0),
                Map.entry("elixhauser_metacanc", 1.0),
                Map.entry("elixhauser_rf", 1.0),
                Map.entry("elixhauser_obes", 1.0),
                Map.entry("elixhauser_carit", 1.0),
                Map.entry("elixhauser_van_walraven_2009_score", 18.0),
                Map.entry("elixhauser_swiss_2021_score", 25.0)));
  }

  @Test
  void theMilderFormDoesNotCountBesideTheGraver(SparkSession spark) {
    Population population = new Population().member(1, INDEX);
    for (String code : new String[] {"E10.9", "E11.21", "K70.3", "I85.0", "I10", "I11.0"}) {
      population.event(
          1, INDEX.minus(Duration.ofDays(3)), "condition", "ICD10//" + code, null, null);
    }

    assertThat(inMonth(population, spark))
        .containsKeys("charlson_diabwc", "charlson_msld", "elixhauser_hypc", "elixhauser_diabc")
        .doesNotContainKeys(
            "charlson_diab", "charlson_mld", "elixhauser_hypunc", "elixhauser_diabunc")
        .containsEntry("charlson_charlson_1987_score", 2.0 + 3 + 1);
  }

  private Map<String, Double> inMonth(Population population, SparkSession spark) {
    Map<String, Double> found = new TreeMap<>();
    bySubject(covariates(spark, population))
        .get(1L)
        .forEach(
            (name, value) -> {
              if (name.endsWith("_30d")) {
                found.put(name.replace("comorbidity_", "").replace("_30d", ""), value);
              }
            });
    return found;
  }
}

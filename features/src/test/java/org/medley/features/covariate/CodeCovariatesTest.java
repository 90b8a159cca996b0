package org.medley.features.covariate;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.Map;
import org.apache.spark.sql.SparkSession;
import org.junit.jupiter.api.Test;

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
}

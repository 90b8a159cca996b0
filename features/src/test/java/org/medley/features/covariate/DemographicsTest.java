package org.medley.features.covariate;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import java.time.LocalDate;
import java.util.List;
import java.util.Map;
import org.apache.spark.sql.SparkSession;
import org.junit.jupiter.api.Test;

class DemographicsTest extends CovariateFamilyContract {
  @Override
  String family() {
    return "demographics";
  }

  @Test
  void ageIsInCompletedYearsAndAbsentWhereBirthIsUnknownOrLater(SparkSession spark) {
    Population population = new Population();
    List<LocalDate> births =
        List.of(
            LocalDate.of(2000, 6, 1),
            LocalDate.of(2000, 6, 2),
            LocalDate.of(2000, 5, 31),
            LocalDate.of(2023, 6, 1),
            LocalDate.of(2024, 1, 1));
    for (int i = 0; i < births.size(); i++) {
      population.subjects.add(new Population.Subject(i, births.get(i), null));
      population.members.add(new Population.Member("score", i, INDEX, "none"));
    }
    population.subjects.add(new Population.Subject(9, null, "female"));
    population.members.add(new Population.Member("score", 9, INDEX, "none"));
    population.subjects.add(new Population.Subject(10, LocalDate.of(2000, 2, 29), "other"));
    Instant dayBefore = Instant.parse("2023-02-28T23:59:59Z");
    population.members.add(new Population.Member("score", 10, dayBefore, "none"));

    assertThat(bySubject(covariates(spark, population)))
        .isEqualTo(
            Map.of(
                0L, Map.of("demographics_age", 23.0),
                1L, Map.of("demographics_age", 22.0),
                2L, Map.of("demographics_age", 23.0),
                3L, Map.of("demographics_age", 0.0),
                9L, Map.of("demographics_sex_female", 1.0),
                10L, Map.of("demographics_age", 22.0, "demographics_sex_other", 1.0)));
  }
}

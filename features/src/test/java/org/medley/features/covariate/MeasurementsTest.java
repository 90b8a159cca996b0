package org.medley.features.covariate;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.OptionalDouble;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.SparkSession;
import org.junit.jupiter.api.Test;
import org.medley.features.contract.Covariates;

class MeasurementsTest extends CovariateFamilyContract {
  @Override
  String family() {
    return "measurements";
  }

  @Override
  List<String> aggregatesOfSeveral() {
    return List.of("sd");
  }

  @Test
  void unitsAreNeverMixedAndWordsSayWhatTheNumberIs(SparkSession spark) {
    Population population = new Population().member(1, INDEX);
    value(population, 40, 7.0, "%");
    value(population, 4, 8.0, "%");
    value(population, 3, 9.5, "%");
    value(population, 2, 60.0, "mmol/mol");
    value(population, 1, Double.NaN, "%");

    List<String> found =
        covariates(spark, population).stream().map(MeasurementsTest::shown).sorted().toList();

    assertThat(found)
        .contains(
            "count_30d = 3.0 null: About LOINC//4548-4, number of values within 30 days",
            "count_full = 4.0 null: About LOINC//4548-4, number of values at any time before",
            "days_since_last_30d = 2.0 d: About LOINC//4548-4, days since the last value within 30"
                + " days",
            "last_30d = 9.5 %: About LOINC//4548-4, last value within 30 days",
            "last_30d = 60.0 mmol/mol: About LOINC//4548-4, last value within 30 days",
            "mean_30d = 8.75 %: About LOINC//4548-4, mean value within 30 days",
            "min_full = 7.0 %: About LOINC//4548-4, lowest value at any time before",
            "max_30d = 60.0 mmol/mol: About LOINC//4548-4, highest value within 30 days",
            "slope_30d = 1.5 %/d: About LOINC//4548-4, change per day within 30 days",
            "sd_30d = 1.0606601717798212 %: About LOINC//4548-4, standard deviation within 30"
                + " days")
        .hasSize(2 * (2 + 2 * 4) + 2 * 2);
  }

  @Test
  void countsWhatLiesOutsideTheReferenceRangeInItsUnit(SparkSession spark) {
    Population population = new Population().member(1, INDEX);
    for (double number : new double[] {3.9, 4.0, 5.6, 5.7, 9}) {
      value(population, 3, number, "%");
    }
    value(population, 3, 60, "mmol/mol");
    ReferenceRange range =
        new ReferenceRange("LOINC//4548-4", "%", OptionalDouble.of(4), OptionalDouble.of(5.6));
    FeatureSettings settings =
        new FeatureSettings(
            List.of(family()),
            List.of(LookbackWindow.FULL),
            0,
            new FeatureOptions(Map.of(family(), List.of("above", "below")), List.of(range)));

    assertThat(bySubject(population.covariates(spark, settings).collectAsList()).get(1L))
        .containsExactlyInAnyOrderEntriesOf(
            Map.of(
                "measurement_loinc_4548_4_above_full", 2.0,
                "measurement_loinc_4548_4_below_full", 1.0));
  }

  private static void value(Population population, int days, double number, String unit) {
    population.event(
        1, INDEX.minus(Duration.ofDays(days)), "measurement", "LOINC//4548-4", number, unit);
  }

  private static String shown(Row row) {
    String name = row.getAs(Covariates.COVARIATE);
    return name.replace("measurement_loinc_4548_4_", "")
        + " = "
        + row.getAs(Covariates.VALUE)
        + " "
        + row.getAs(Covariates.UNIT)
        + ": "
        + row.getAs(Covariates.DESCRIPTION);
  }
}

package org.medley.models.effect;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.List;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.SparkSession;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.medley.features.testing.SparkTest;
import org.medley.models.effect.Populations.Population;
import org.medley.models.effect.average.AverageEffect;
import org.medley.models.effect.check.Check;
import org.medley.models.effect.heterogeneity.EffectGroup;
import org.medley.models.statistics.Estimate;

/**
 * Known effects are recovered. One draw of each population, as a fit takes seconds: an error of
 * more than four standard errors would come once in 16,000 draws. Twenty repetitions and coverage
 * belong to a longer study.
 */
@SparkTest
class SimulatedTruthTest {
  private static final int ROWS = 800;

  @ParameterizedTest
  @ValueSource(chars = {'A', 'B', 'C', 'D'})
  void averageEffectOfNieAndWager(char setUp, SparkSession spark) {
    Population population = Populations.nieWager(spark, setUp, ROWS, setUp);
    EffectSettings settings = Populations.settings(2, Populations.COVARIATES, "t-ridge");
    try (EffectAnalysis analysis = EffectAnalysis.averages(population.data(), settings)) {
      near(analysis.averages().get(0), population.truth());
    }
  }

  @Test
  void threeArmsAndOneThatHelpsSome(SparkSession spark) {
    Population population = Populations.threeArms(spark, ROWS, 5);
    EffectSettings settings = Populations.settings(3, 2, "x-ridge");
    try (EffectAnalysis analysis = EffectAnalysis.fit(population.data(), settings)) {
      EffectResult result = analysis.result(0);
      near(result.effects().get(0), 1);
      near(result.effects().get(1), population.truth());
      assertThat(result.heterogeneity().get(0).supported()).isFalse();
      assertThat(result.heterogeneity().get(1).supported()).isTrue();
      assertThat(result.heterogeneity().get(1).ranked().autoc().low()).isPositive();
      assertThat(result.policies().get(0).treated()).isBetween(0.5, 1.0);
      assertThat(state(result, "overlap")).isEqualTo(Check.State.PASS);
      assertThat(state(result, "placebo")).isEqualTo(Check.State.PASS);
      rowsSayWhatTheStudyFound(result, analysis.individuals(spark).collectAsList());
    }
  }

  private static void rowsSayWhatTheStudyFound(EffectResult result, List<Row> rows) {
    assertThat(rows).hasSize(2 * ROWS);
    Estimate average = result.effects().get(0).effect();
    List<EffectGroup> fifths = result.heterogeneity().get(1).groups();
    assertThat(fifths).hasSize(5).allMatch(group -> Math.abs(group.rows() - ROWS / 5) < 5);
    for (Row row : rows) {
      double effect = row.getAs(IndividualColumns.EFFECT);
      double outcome = row.getAs(IndividualColumns.OUTCOME);
      double reference = row.getAs(IndividualColumns.REFERENCE_OUTCOME);
      assertThat(outcome - reference).isCloseTo(effect, within(1e-9));
      boolean second = row.<String>getAs(IndividualColumns.ARM).equals("arm2");
      assertThat(row.<Boolean>getAs(IndividualColumns.SUPPORTED)).isEqualTo(second);
      List<Estimate> possible =
          second ? fifths.stream().map(EffectGroup::observed).toList() : List.of(average);
      double low = row.getAs(IndividualColumns.EFFECT_LOW);
      double high = row.getAs(IndividualColumns.EFFECT_HIGH);
      assertThat(possible).anyMatch(each -> each.low() == low && each.high() == high);
    }
    for (EffectGroup group : fifths) {
      assertThat(rows)
          .filteredOn(
              row ->
                  row.<String>getAs(IndividualColumns.INTERVAL_OF)
                      .startsWith("fifth " + group.group()))
          .hasSize((int) group.rows());
    }
  }

  @Test
  void withoutOverlapTheChecksFailAndRowsAreLeftToOthers(SparkSession spark) {
    Population population = Populations.withoutOverlap(spark, ROWS, 9);
    EffectSettings settings = Populations.settings(2, 2, "x-ridge");
    try (EffectAnalysis analysis = EffectAnalysis.fit(population.data(), settings)) {
      EffectResult result = analysis.result(0);
      assertThat(state(result, "overlap")).isEqualTo(Check.State.FAIL);
      assertThat(result.abstained().get(0)).isGreaterThan(ROWS / 5);
      long flagged = analysis.individuals(spark).where(IndividualColumns.ABSTAIN).count();
      assertThat(flagged).isEqualTo(result.abstained().get(0));
    }
  }

  @Test
  void theOrderAndPartitionsOfRowsDoNotMatter(SparkSession spark) {
    Population population = Populations.nieWager(spark, 'C', 300, 2);
    EffectSettings settings = Populations.settings(2, Populations.COVARIATES, "x-ridge");
    List<Double> values =
        List.of(population.data(), population.data().repartition(3).sort("outcome")).stream()
            .map(
                data -> {
                  try (EffectAnalysis analysis = EffectAnalysis.averages(data, settings)) {
                    return analysis.averages().get(0).effect().value();
                  }
                })
            .toList();
    assertThat(values.get(1)).isCloseTo(values.get(0), within(1e-9));
  }

  private static void near(AverageEffect effect, double truth) {
    assertThat((effect.effect().value() - truth) / effect.error()).isBetween(-4.0, 4.0);
    assertThat(effect.error()).isBetween(0.02, 0.3);
  }

  private static Check.State state(EffectResult result, String name) {
    return result.checks().stream()
        .filter(check -> check.name().equals(name))
        .findFirst()
        .orElseThrow()
        .state();
  }
}

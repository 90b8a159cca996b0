package org.medley.models.effect;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Locale;
import java.util.function.LongFunction;
import java.util.stream.IntStream;
import org.apache.spark.sql.SparkSession;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.medley.features.testing.SparkTest;
import org.medley.models.effect.Populations.Population;
import org.medley.models.effect.average.AverageEffect;
import org.medley.models.effect.survival.HorizonOutcomes;
import org.medley.models.effect.unit.Contrast;
import org.medley.models.effect.unit.Units;

/**
 * Ten draws of populations with known effects, held against the mean effect of each draw: the mean
 * error is within four of its Monte Carlo errors, and intervals hold the truth as often as 95
 * percent allow (7 of 10 or more; fewer come once in 900). Coverage over 300 draws is measured by
 * the benchmark of that name.
 */
@SparkTest
class RepeatedTruthTest {
  private static final int DRAWS = 10;
  private static final int ROWS = 250;
  private static final int FOLDS = 2;
  private static final int LEAST_COVERED = 7;
  private static final double MOST_ERRORS = 4;

  @ParameterizedTest
  @ValueSource(chars = {'A', 'B', 'C', 'D'})
  void nieAndWager(char setUp, SparkSession spark) {
    EffectSettings settings = settings(2, Populations.COVARIATES);
    isRecovered(
        0, settings, seed -> Populations.nieWager(spark, setUp, ROWS, 1_000L * setUp + seed));
  }

  @Test
  void threeArms(SparkSession spark) {
    EffectSettings settings = settings(3, 2);
    isRecovered(1, settings, seed -> Populations.threeArms(spark, ROWS, seed));
  }

  @Test
  void riskAtTheHorizonAndRestrictedTimeUnderCensoring(SparkSession spark) {
    EffectSettings settings = settings(2, 2);
    isRecovered(
        0,
        settings,
        seed -> {
          Population drawn = Populations.survival(spark, ROWS, seed, false);
          return new Population(
              HorizonOutcomes.risk(drawn.data(), Populations.HORIZON), drawn.truth());
        });
    isRecovered(
        0,
        settings,
        seed -> {
          Population drawn = Populations.survival(spark, ROWS, seed, true);
          return new Population(
              HorizonOutcomes.restrictedTime(drawn.data(), Populations.HORIZON), drawn.truth());
        });
  }

  /**
   * Where overlap fails nothing is said of those for whom an arm is nearly impossible. With the
   * propensity logistic(4 x) it is so beyond |x| of log(19) / 4: for 46 percent of people.
   */
  @Test
  void abstentionIsAsOftenAsOverlapFails(SparkSession spark) {
    EffectSettings settings = settings(2, 2);
    double share = 0;
    for (int seed = 0; seed < DRAWS; seed++) {
      Population drawn = Populations.withoutOverlap(spark, ROWS, seed);
      try (Units units = Units.of(drawn.data(), 2, FOLDS, 1);
          Study study = Study.averages(units, settings)) {
        Contrast contrast = study.contrasts().get(0);
        double bound = settings.bound();
        long abstained = study.all().filter(row -> row.unlikely(contrast, bound)).count();
        share += abstained / (double) ROWS / DRAWS;
      }
    }
    assertThat(share).isBetween(0.36, 0.56);
  }

  private static void isRecovered(
      int contrast, EffectSettings settings, LongFunction<Population> draw) {
    double[] errors = new double[DRAWS];
    int covered = 0;
    for (int seed = 0; seed < DRAWS; seed++) {
      Population drawn = draw.apply(seed);
      try (EffectAnalysis analysis = EffectAnalysis.averages(drawn.data(), settings)) {
        AverageEffect effect = analysis.averages().get(contrast);
        errors[seed] = effect.effect().value() - drawn.truth();
        covered +=
            effect.effect().low() <= drawn.truth() && effect.effect().high() >= drawn.truth()
                ? 1
                : 0;
      }
    }
    double bias = IntStream.range(0, DRAWS).mapToDouble(i -> errors[i]).average().orElseThrow();
    double squares =
        IntStream.range(0, DRAWS).mapToDouble(i -> Math.pow(errors[i] - bias, 2)).sum();
    double monteCarlo = Math.sqrt(squares / (DRAWS - 1) / DRAWS);
    assertThat(Math.abs(bias))
        .as(
            String.format(
                Locale.ROOT, "bias %.4f, Monte Carlo error %.4f, %d", bias, monteCarlo, covered))
        .isLessThan(MOST_ERRORS * monteCarlo);
    assertThat(covered).isGreaterThanOrEqualTo(LEAST_COVERED);
  }

  private static EffectSettings settings(int arms, int covariates) {
    EffectSettings usual = Populations.settings(arms, covariates, "t-ridge");
    return new EffectSettings(
        usual.arms(),
        usual.reference(),
        usual.covariates(),
        usual.outcome(),
        usual.estimand(),
        usual.learner(),
        usual.higherIsBetter(),
        FOLDS,
        usual.clip(),
        usual.bound(),
        usual.replicates(),
        usual.seed());
  }
}

package org.medley.models.effect.average;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.SplittableRandom;
import java.util.TreeMap;
import java.util.function.ToDoubleFunction;
import org.apache.spark.api.java.JavaRDD;
import org.apache.spark.api.java.JavaSparkContext;
import org.apache.spark.sql.SparkSession;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.medley.features.testing.SparkTest;
import org.medley.models.effect.unit.Contrast;
import org.medley.models.effect.unit.Unit;
import org.medley.models.statistics.Estimate;

/** The formulas against loops that follow the papers letter by letter. */
@SparkTest
class AverageEffectsTest {
  private static final Contrast CONTRAST = new Contrast(1, 0);
  private static final int SUBJECTS = 30;
  private static final List<Scored> ROWS = rows();

  @Test
  void averageInAllIsTheMeanOfDoublyRobustScores(SparkSession spark) {
    AverageEffect effect = effect(spark, Estimand.ATE);
    double value = mean(AverageEffectsTest::difference);
    assertThat(effect.effect().value()).isCloseTo(value, within(1e-12));
    assertThat(effect.error()).isCloseTo(clustered(row -> difference(row) - value), within(1e-12));
    assertThat(effect.effect().high() - effect.effect().low())
        .isCloseTo(2 * Estimate.Z * effect.error(), within(1e-12));
    assertThat(effect.effect().method()).contains("robust to clusters by subject");
  }

  @Test
  void averageInTheTreatedWeighsTheReferenceByTheOdds(SparkSession spark) {
    AverageEffect effect = effect(spark, Estimand.ATT);
    double treated = ROWS.stream().filter(row -> row.unit().arm() == 1).count();
    double sum = 0;
    for (Scored row : ROWS) {
      Unit u = row.unit();
      double residual = u.outcome() - row.outcome()[0];
      if (u.arm() == 1) {
        sum += residual;
      } else if (u.arm() == 0) {
        sum -= row.propensity()[1] / row.propensity()[0] * residual;
      }
    }
    assertThat(effect.effect().value()).isCloseTo(sum / treated, within(1e-12));
  }

  @Test
  void overlapOfTwoArmsIsTheResidualOnResidualRegression(SparkSession spark) {
    List<Scored> two =
        ROWS.stream()
            .filter(row -> row.unit().arm() < 2)
            .map(
                row -> {
                  double e = row.propensity()[1] / (row.propensity()[0] + row.propensity()[1]);
                  double[] p = {1 - e, e};
                  return new Scored(row.unit(), p, p, row.outcome(), row.effect());
                })
            .toList();
    double products = 0;
    double squares = 0;
    for (Scored row : two) {
      double e = row.propensity()[1];
      double w = row.unit().arm() - e;
      double expected = e * row.outcome()[1] + (1 - e) * row.outcome()[0];
      products += w * (row.unit().outcome() - expected);
      squares += w * w;
    }
    double value =
        new AverageEffects(parallel(spark, two), SUBJECTS, true, Estimand.OVERLAP, "")
            .of(List.of(CONTRAST))
            .get(0)
            .effect()
            .value();
    assertThat(value).isCloseTo(products / squares, within(1e-12));
  }

  @Test
  void simplerEstimatesAreWeightedMeans(SparkSession spark) {
    Map<String, Double> others = new TreeMap<>();
    effect(spark, Estimand.ATE)
        .others()
        .forEach(other -> others.put(other.name(), other.estimate().value()));
    assertThat(others.get("unadjusted"))
        .isCloseTo(weighted(1, row -> 1) - weighted(0, row -> 1), within(1e-12));
    assertThat(others.get("weighted"))
        .isCloseTo(
            weighted(1, row -> 1 / row.propensity()[1])
                - weighted(0, row -> 1 / row.propensity()[0]),
            within(1e-12));
    assertThat(others.get("outcome-regression"))
        .isCloseTo(mean(row -> row.outcome()[1] - row.outcome()[0]), within(1e-12));
  }

  /** Each row twice is as each row with a sampling weight of 2, for all estimands. */
  @ParameterizedTest
  @EnumSource
  void aRowMayStandForSeveral(Estimand estimand, SparkSession spark) {
    List<Scored> twice = new ArrayList<>();
    List<Scored> heavy = new ArrayList<>();
    for (Scored row : ROWS) {
      boolean first = row.unit().row() % 3 == 0;
      twice.add(row);
      if (first) {
        twice.add(row);
      }
      Unit u = row.unit();
      Unit unit =
          new Unit(u.row(), u.subject(), u.arm(), u.fold(), u.outcome(), 1, u.x(), first ? 2 : 1);
      heavy.add(new Scored(unit, row.raw(), row.propensity(), row.outcome(), row.effect()));
    }
    AverageEffect expected =
        new AverageEffects(parallel(spark, twice), SUBJECTS, true, estimand, "")
            .of(List.of(CONTRAST))
            .get(0);
    AverageEffect found =
        new AverageEffects(parallel(spark, heavy), SUBJECTS, true, estimand, "")
            .of(List.of(CONTRAST))
            .get(0);
    assertThat(found.effect().value()).isCloseTo(expected.effect().value(), within(1e-12));
    assertThat(found.error()).isCloseTo(expected.error(), within(1e-12));
    for (int other = 0; other < 3; other++) {
      assertThat(found.others().get(other).estimate().value())
          .isCloseTo(expected.others().get(other).estimate().value(), within(1e-12));
    }
  }

  @Test
  void weightsOfTheEstimands() {
    Scored row = ROWS.get(1);
    double[] p = row.propensity();
    int own = row.unit().arm();
    Contrast contrast = own == 0 ? CONTRAST : new Contrast(own, 0);
    assertThat(Estimand.ATE.weight(row, contrast)).isCloseTo(1 / p[own], within(1e-12));
    assertThat(Estimand.OVERLAP.weight(row, contrast))
        .isCloseTo(1 / (1 / p[0] + 1 / p[1] + 1 / p[2]) / p[own], within(1e-12));
    assertThat(Estimand.ATT.weight(row, contrast))
        .isCloseTo(own == 0 ? p[1] / p[0] : 1, within(1e-12));
  }

  private static AverageEffect effect(SparkSession spark, Estimand estimand) {
    return new AverageEffects(parallel(spark, ROWS), SUBJECTS, true, estimand, "")
        .of(List.of(CONTRAST))
        .get(0);
  }

  private static JavaRDD<Scored> parallel(SparkSession spark, List<Scored> rows) {
    return new JavaSparkContext(spark.sparkContext()).parallelize(rows, 3);
  }

  private static double difference(Scored row) {
    double[] scores = row.outcome().clone();
    Unit u = row.unit();
    scores[u.arm()] += (u.outcome() - row.outcome()[u.arm()]) / row.propensity()[u.arm()];
    return scores[1] - scores[0];
  }

  private static double mean(ToDoubleFunction<Scored> of) {
    return ROWS.stream().mapToDouble(of).average().orElseThrow();
  }

  private static double weighted(int arm, ToDoubleFunction<Scored> weight) {
    double sum = 0;
    double total = 0;
    for (Scored row : ROWS) {
      if (row.unit().arm() == arm) {
        sum += weight.applyAsDouble(row) * row.unit().outcome();
        total += weight.applyAsDouble(row);
      }
    }
    return sum / total;
  }

  private static double clustered(ToDoubleFunction<Scored> influence) {
    Map<Long, Double> sums = new TreeMap<>();
    ROWS.forEach(
        row -> sums.merge(row.unit().subject(), influence.applyAsDouble(row), Double::sum));
    double squares = sums.values().stream().mapToDouble(s -> s * s).sum();
    double subjects = sums.size();
    return Math.sqrt(squares * subjects / (subjects - 1)) / ROWS.size();
  }

  private static List<Scored> rows() {
    SplittableRandom random = new SplittableRandom(7);
    List<Scored> rows = new ArrayList<>();
    for (int i = 0; i < 2 * SUBJECTS; i++) {
      double a = 0.2 + 0.3 * random.nextDouble();
      double b = 0.2 + 0.2 * random.nextDouble();
      double[] p = {a, b, 1 - a - b};
      double[] mean = {random.nextDouble(), 1 + random.nextDouble(), 2 + random.nextDouble()};
      int arm = random.nextInt(3);
      double y = mean[arm] + random.nextDouble() - 0.5;
      Unit unit = new Unit(i, i / 2, arm, i / 2 % 5, y, 1, new double[0]);
      rows.add(new Scored(unit, p, p, mean, new double[] {0.1 * i}));
    }
    return rows;
  }
}

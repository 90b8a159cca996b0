package org.medley.models.effect.sensitivity;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.ArrayList;
import java.util.List;
import java.util.SplittableRandom;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.medley.models.effect.average.Estimand;
import org.medley.models.effect.average.Scored;
import org.medley.models.effect.average.ScoredSample;
import org.medley.models.effect.unit.Contrast;
import org.medley.models.effect.unit.Unit;

/** Bounds against all ways to choose the weights of few people. */
class MarginalSensitivityTest {
  private static final Contrast CONTRAST = new Contrast(1, 0);
  private static final double LAMBDA = 1.7;

  /** A ratio of linear functions is extreme where each weight is at an end of its range. */
  @ParameterizedTest
  @EnumSource(names = {"ATE", "ATT"})
  void boundsAreTheExtremesOverAllWeights(Estimand estimand) {
    List<Scored> rows = rows(18, 2);
    double[] range =
        new EffectBounds(new ScoredSample(rows, rows.size()), CONTRAST, estimand).at(LAMBDA);
    double[] treated = extremes(rows, 1, estimand);
    double[] untreated = extremes(rows, 0, estimand);
    double mean =
        rows.stream()
            .filter(row -> estimand == Estimand.ATE || row.unit().arm() == 1)
            .mapToDouble(row -> row.outcome()[1] - row.outcome()[0])
            .average()
            .orElseThrow();
    assertThat(range[0]).isCloseTo(mean + treated[0] - untreated[1], within(1e-10));
    assertThat(range[1]).isCloseTo(mean + treated[1] - untreated[0], within(1e-10));
  }

  @ParameterizedTest
  @EnumSource(names = {"ATE", "ATT", "OVERLAP"})
  void boundsWidenAndTheTippingPointIsWhereTheyReachZero(Estimand estimand) {
    List<Scored> rows = rows(400, 7);
    ScoredSample sample = new ScoredSample(rows, rows.size());
    List<MarginalSensitivity> found =
        MarginalSensitivity.of(sample, List.of(CONTRAST), estimand, 50, 1);
    if (estimand == Estimand.OVERLAP) {
      assertThat(found).isEmpty();
      return;
    }
    MarginalSensitivity one = found.get(0);
    assertThat(one.bounds().get(0).low()).isCloseTo(one.bounds().get(0).high(), within(1e-9));
    for (int b = 1; b < one.bounds().size(); b++) {
      assertThat(one.bounds().get(b).low()).isLessThan(one.bounds().get(b - 1).low());
      assertThat(one.bounds().get(b).high()).isGreaterThan(one.bounds().get(b - 1).high());
      assertThat(one.bounds().get(b).interval().low()).isLessThan(one.bounds().get(b).low());
    }
    assertThat(one.loses()).isBetween(1.01, one.changesSign());
    EffectBounds effect = new EffectBounds(sample, CONTRAST, estimand);
    assertThat(effect.at(one.changesSign())[0]).isPositive().isLessThan(0.05);
    assertThat(effect.interval(one.loses(), 50, 1)[0]).isPositive().isLessThan(0.05);
  }

  /** Least and largest weighted mean residual of an arm over all 2^n choices. */
  private static double[] extremes(List<Scored> rows, int arm, Estimand estimand) {
    List<Scored> own = rows.stream().filter(row -> row.unit().arm() == arm).toList();
    double least = Double.POSITIVE_INFINITY;
    double most = Double.NEGATIVE_INFINITY;
    for (int set = 0; set < 1 << own.size(); set++) {
      double sum = 0;
      double total = 0;
      for (int i = 0; i < own.size(); i++) {
        Scored row = own.get(i);
        double z = (set >> i & 1) == 1 ? LAMBDA : 1 / LAMBDA;
        double p = row.propensity()[arm];
        double weight = 1 + z * (1 - p) / p;
        if (estimand == Estimand.ATT) {
          weight = arm == 1 ? 1 : z * (1 - p) / p;
        }
        weight *= row.unit().weight();
        sum += weight * (row.unit().outcome() - row.outcome()[arm]);
        total += weight;
      }
      least = Math.min(least, sum / total);
      most = Math.max(most, sum / total);
    }
    return new double[] {least, most};
  }

  private static List<Scored> rows(int count, long seed) {
    SplittableRandom random = new SplittableRandom(seed);
    List<Scored> rows = new ArrayList<>();
    for (int i = 0; i < count; i++) {
      double p = 0.3 + 0.4 * random.nextDouble();
      double[] mean = {random.nextDouble(), 0.6 + random.nextDouble()};
      int arm = random.nextDouble() < p ? 1 : 0;
      double y = mean[arm] + 3 * random.nextDouble() - 1.5;
      Unit unit = new Unit(i, i, arm, i % 5, y, 0.5 + random.nextDouble(), new double[0]);
      double[] share = {1 - p, p};
      rows.add(new Scored(unit, share, share, mean, new double[] {0.6}));
    }
    return rows;
  }
}

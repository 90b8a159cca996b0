package org.medley.models.statistics;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Arrays;
import java.util.SplittableRandom;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class ConformalSetsTest {
  private static final double ALPHA = 0.1;

  @Test
  void eachLabelIsHeldByItsShareOfSetsAndIndicesAreThoseOfTheLiterature() {
    double covered = 0;
    double coveredOutcomes = 0;
    int repetitions = 300;
    for (int r = 0; r < repetitions; r++) {
      Predictions p = simulated(r, 120);
      ConformalSets sets = ConformalSets.of(p, ALPHA, r);
      covered += share(p, sets, 0);
      coveredOutcomes += share(p, sets, 1);
    }
    // Coverage is at least 1 - alpha, and at most that and 1 / (n + 1) of the label's samples.
    assertThat(covered / repetitions).isBetween(0.895, 0.935);
    assertThat(coveredOutcomes / repetitions).isBetween(0.895, 0.955);
  }

  @Test
  void theThresholdHasTheRankOfTheLiterature() {
    SplittableRandom random = new SplittableRandom(2);
    for (int n = 1; n < 120; n++) {
      double[] strangeness = random.doubles(n).toArray();
      double[] sorted = Arrays.stream(strangeness).sorted().toArray();
      for (double alpha : new double[] {0.05, 0.1, 0.2}) {
        int rank = (int) Math.ceil((n + 1) * (1 - alpha) - 1e-9);
        double expected = rank > n ? Double.POSITIVE_INFINITY : sorted[rank - 1];
        for (double heavy : new double[] {1, 2.7}) {
          double[] weight = new double[n];
          Arrays.fill(weight, heavy);
          assertThat(SplitConformal.threshold(strangeness, weight, alpha)).isEqualTo(expected);
        }
      }
    }
  }

  @Test
  void aHeavySampleCountsMore() {
    double[] strangeness = {0.1, 0.2, 0.3, 0.4};
    assertThat(SplitConformal.threshold(strangeness, new double[] {1, 1, 1, 1}, 0.4))
        .isEqualTo(0.3);
    // (1 - 0.4) * (8 + 5) = 7.8: the three lighter ones and the heavy one are needed.
    assertThat(SplitConformal.threshold(strangeness, new double[] {1, 5, 1, 1}, 0.4))
        .isEqualTo(0.4);
  }

  @Test
  void tooFewOutcomesLeaveTheLabelInEverySet() {
    double[] label = new double[60];
    double[] score = new double[60];
    SplittableRandom random = new SplittableRandom(1);
    for (int i = 0; i < label.length; i++) {
      label[i] = i < 10 ? 1 : 0;
      score[i] = random.nextDouble();
    }
    ConformalSets sets = ConformalSets.of(Predictions.unweighted(label, score), ALPHA, 1);
    assertThat(sets.full()).isTrue();
    assertThat(IntStream.range(0, 60).filter(i -> sets.holds(i, 1)).count()).isGreaterThan(20);
  }

  @Test
  void samplesOfASubjectAreJudgedByTheSameHalf() {
    Predictions one = simulated(9, 50);
    int copies = 4;
    int size = one.size() * copies;
    long[] subject = new long[size];
    double[] label = new double[size];
    double[] score = new double[size];
    double[] weight = new double[size];
    for (int i = 0; i < size; i++) {
      subject[i] = i / copies;
      label[i] = one.label()[i / copies];
      score[i] = one.score()[i / copies];
      weight[i] = 1;
    }
    ConformalSets sets = ConformalSets.of(new Predictions(subject, label, score, weight), ALPHA, 5);
    for (int i = 0; i < size; i++) {
      int first = i / copies * copies;
      assertThat(sets.withOutcome()[i]).isEqualTo(sets.withOutcome()[first]);
      assertThat(sets.without()[i]).isEqualTo(sets.without()[first]);
    }
  }

  private static double share(Predictions p, ConformalSets sets, double label) {
    int[] own = IntStream.range(0, p.size()).filter(i -> p.label()[i] == label).toArray();
    return Arrays.stream(own).filter(i -> sets.holds(i, label)).count() / (double) own.length;
  }

  private static Predictions simulated(long seed, int size) {
    SplittableRandom random = new SplittableRandom(seed);
    double[] label = new double[size];
    double[] score = new double[size];
    for (int i = 0; i < size; i++) {
      double risk = random.nextDouble();
      label[i] = random.nextDouble() < risk ? 1 : 0;
      // A model that is wrong: conformal sets do not mind.
      score[i] = risk * risk;
    }
    return Predictions.unweighted(label, score);
  }
}

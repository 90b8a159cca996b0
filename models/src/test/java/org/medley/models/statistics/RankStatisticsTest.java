package org.medley.models.statistics;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.Arrays;
import java.util.SplittableRandom;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class RankStatisticsTest {
  @Test
  void fastAreaAndPrecisionEqualTheLoopOverPairsWithTiesAndWeights() {
    SplittableRandom random = new SplittableRandom(11);
    for (int round = 0; round < 50; round++) {
      Predictions p = random(random, 5 + random.nextInt(60), 1 + random.nextInt(8));
      if (p.events() == 0 || p.events() == p.size()) {
        continue;
      }
      assertThat(Auroc.value(p.label(), p.score(), p.weight()))
          .isCloseTo(areaByPairs(p), within(1e-12));
      assertThat(new Precision(p).average(p.weight()))
          .isCloseTo(precisionByThresholds(p), within(1e-12));
    }
  }

  @Test
  void orderOfTheSamplesDoesNotMatter() {
    Predictions p = random(new SplittableRandom(3), 200, 10);
    int[] back = IntStream.range(0, p.size()).map(i -> p.size() - 1 - i).toArray();
    Predictions q =
        new Predictions(
            Arrays.stream(back).mapToLong(i -> p.subject()[i]).toArray(),
            Arrays.stream(back).mapToDouble(i -> p.label()[i]).toArray(),
            Arrays.stream(back).mapToDouble(i -> p.score()[i]).toArray(),
            Arrays.stream(back).mapToDouble(i -> p.weight()[i]).toArray());
    assertThat(Auroc.estimate(q).value()).isCloseTo(Auroc.estimate(p).value(), within(1e-12));
    assertThat(Auroc.variance(q)).isCloseTo(Auroc.variance(p), within(1e-12));
  }

  @Test
  void repeatingEverySampleOfASubjectLeavesTheClusteredVarianceAsItWas() {
    Pima test = Pima.test();
    Predictions once = Predictions.unweighted(test.label(), test.risks(Pima.train().fit()));
    Predictions thrice =
        new Predictions(
            LongArrays.repeat(once.subject(), 3),
            LongArrays.repeat(once.label(), 3),
            LongArrays.repeat(once.score(), 3),
            LongArrays.repeat(once.weight(), 3));
    assertThat(Auroc.estimate(thrice).method()).contains("Obuchowski");
    assertThat(Auroc.variance(thrice)).isCloseTo(Auroc.variance(once), within(1e-12));
    assertThat(CalibrationLine.slope(thrice).high() - CalibrationLine.slope(thrice).low())
        .isCloseTo(
            CalibrationLine.slope(once).high() - CalibrationLine.slope(once).low(), within(0.1));
  }

  @Test
  void clusteredVarianceAgreesWithTheBootstrapOverSubjects() {
    SplittableRandom random = new SplittableRandom(5);
    int n = 900;
    long[] subject = new long[n];
    double[] label = new double[n];
    double[] score = new double[n];
    double frailty = 0;
    for (int i = 0; i < n; i++) {
      frailty = i % 3 == 0 ? random.nextDouble() * 4 - 2 : frailty;
      subject[i] = i / 3;
      score[i] = frailty + random.nextDouble();
      boolean drawn = random.nextDouble() < LogisticFit.expit(frailty - 0.5);
      label[i] = i % 3 == 0 ? (drawn ? 1 : 0) : label[i - 1];
    }
    Predictions p = Predictions.unweighted(label, score);
    Predictions clustered = new Predictions(subject, label, score, p.weight());
    double[][] ends =
        Bootstrap.intervals(clustered, w -> new double[] {Auroc.value(label, score, w)}, 1000, 17);
    double bootstrap = (ends[0][1] - ends[0][0]) / (2 * Estimate.Z);
    assertThat(Math.sqrt(Auroc.variance(clustered))).isCloseTo(bootstrap, within(0.1 * bootstrap));
    assertThat(Auroc.variance(clustered)).isGreaterThan(1.2 * Auroc.variance(p));
  }

  @Test
  void oneClassAloneIsNotAssessable() {
    Predictions none = Predictions.unweighted(new double[3], new double[] {.1, .2, .3});
    assertThat(Auroc.estimate(none).assessable()).isFalse();
    assertThat(CalibrationLine.slope(none).assessable()).isFalse();
    assertThat(CalibrationLine.inTheLarge(none).assessable()).isFalse();
  }

  @Test
  void equalScoresHaveNoCalibrationSlope() {
    Predictions flat =
        Predictions.unweighted(new double[] {0, 1, 0, 1}, new double[] {.5, .5, .5, .5});
    assertThat(Auroc.estimate(flat).value()).isEqualTo(0.5);
    assertThat(CalibrationLine.slope(flat).assessable()).isFalse();
    assertThat(CalibrationLine.inTheLarge(flat).value()).isCloseTo(0, within(1e-9));
  }

  @Test
  void calibrationTableKeepsTiesTogetherAndUsesWilson() {
    double[] label = new double[100];
    double[] score = new double[100];
    for (int i = 0; i < 100; i++) {
      score[i] = i < 20 ? 0.05 : i / 100.0;
      label[i] = i % 10 == 0 ? 1 : 0;
    }
    var groups = CalibrationTable.of(Predictions.unweighted(label, score));
    assertThat(groups).hasSize(10);
    assertThat(groups.get(0).predicted()).isCloseTo(0.05, within(1e-12));
    assertThat(groups.get(1).predicted()).isNaN();
    Estimate observed = groups.get(9).observed();
    assertThat(observed.value()).isCloseTo(0.1, within(1e-12));
    assertThat(observed.low()).isCloseTo(0.0178762, within(1e-6));
    assertThat(observed.high()).isCloseTo(0.4041500, within(1e-6));
  }

  private static Predictions random(SplittableRandom random, int n, int distinct) {
    long[] subject = new long[n];
    double[] label = new double[n];
    double[] score = new double[n];
    double[] weight = new double[n];
    for (int i = 0; i < n; i++) {
      subject[i] = random.nextInt(n);
      label[i] = random.nextInt(2);
      score[i] = random.nextInt(distinct);
      weight[i] = 1 + random.nextInt(3);
    }
    return new Predictions(subject, label, score, weight);
  }

  private static double areaByPairs(Predictions p) {
    double won = 0;
    double all = 0;
    for (int i = 0; i < p.size(); i++) {
      for (int j = 0; j < p.size(); j++) {
        if (p.label()[i] == 1 && p.label()[j] == 0) {
          double pair = p.weight()[i] * p.weight()[j];
          double sign = Math.signum(p.score()[i] - p.score()[j]);
          won += pair * (sign + 1) / 2;
          all += pair;
        }
      }
    }
    return won / all;
  }

  private static double precisionByThresholds(Predictions p) {
    double sum = 0;
    double recallBefore = 0;
    double positives = 0;
    for (int i = 0; i < p.size(); i++) {
      positives += p.label()[i] * p.weight()[i];
    }
    double[] thresholds = Arrays.stream(p.score()).distinct().map(t -> -t).sorted().toArray();
    for (double negative : thresholds) {
      double hits = 0;
      double flagged = 0;
      for (int i = 0; i < p.size(); i++) {
        if (p.score()[i] >= -negative) {
          hits += p.label()[i] * p.weight()[i];
          flagged += p.weight()[i];
        }
      }
      sum += (hits / positives - recallBefore) * hits / flagged;
      recallBefore = hits / positives;
    }
    return sum;
  }

  private static final class LongArrays {
    static long[] repeat(long[] values, int times) {
      return IntStream.range(0, values.length * times)
          .mapToLong(i -> values[i % values.length])
          .toArray();
    }

    static double[] repeat(double[] values, int times) {
      return IntStream.range(0, values.length * times)
          .mapToDouble(i -> values[i % values.length])
          .toArray();
    }
  }
}

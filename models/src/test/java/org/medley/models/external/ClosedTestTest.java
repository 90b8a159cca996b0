package org.medley.models.external;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.Arrays;
import java.util.SplittableRandom;
import org.apache.commons.math3.distribution.ChiSquaredDistribution;
import org.junit.jupiter.api.Test;
import org.medley.models.statistics.LogisticFit;
import org.medley.models.statistics.Pima;
import org.medley.models.statistics.Predictions;

class ClosedTestTest {
  private static final Pima TEST = Pima.test();
  private static final double[][] X =
      Arrays.stream(TEST.design())
          .map(row -> Arrays.copyOfRange(row, 1, row.length))
          .toArray(double[][]::new);

  @Test
  void testsAreTheLikelihoodRatiosOfTheFourModels() {
    for (double shift : new double[] {0, 0.9}) {
      Predictions p = pima(shift);
      double asIs = logLikelihood(p.score());
      double large = after(UpdateKind.IN_THE_LARGE, p);
      double line = after(UpdateKind.INTERCEPT_SLOPE, p);
      double free = logLikelihood(TEST.risks(TEST.fit()));

      ClosedTest with = ClosedTest.withRefit(p, X);
      check(with.tests().get(0), UpdateKind.NONE, 2 * (free - asIs), 8);
      check(with.tests().get(1), UpdateKind.IN_THE_LARGE, 2 * (free - large), 7);
      check(with.tests().get(2), UpdateKind.INTERCEPT_SLOPE, 2 * (free - line), 6);
      ClosedTest without = ClosedTest.withoutRefit(p, "why");
      check(without.tests().get(0), UpdateKind.NONE, 2 * (line - asIs), 2);
      check(without.tests().get(1), UpdateKind.IN_THE_LARGE, 2 * (line - large), 1);
      assertThat(without.words()).contains("recommends", "; why");
      assertThat(without.recommended())
          .isEqualTo(shift == 0 ? UpdateKind.NONE : UpdateKind.IN_THE_LARGE);
    }
  }

  @Test
  void aSubjectWithTwoEqualSamplesCountsAsOneOfTwiceTheWeight() {
    Predictions p = pima(0.9);
    int n = p.size();
    long[] subject = new long[2 * n];
    double[] label = new double[2 * n];
    double[] score = new double[2 * n];
    double[][] x = new double[2 * n][];
    for (int i = 0; i < 2 * n; i++) {
      subject[i] = i % n;
      label[i] = p.label()[i % n];
      score[i] = p.score()[i % n];
      x[i] = X[i % n];
    }
    double[] ones = new double[2 * n];
    double[] twos = new double[n];
    Arrays.fill(ones, 1);
    Arrays.fill(twos, 2);
    Predictions twice = new Predictions(subject, label, score, ones);
    Predictions heavy = new Predictions(p.subject(), p.label(), p.score(), twos);
    ClosedTest one = ClosedTest.withRefit(twice, x);
    ClosedTest other = ClosedTest.withRefit(heavy, X);
    for (int t = 0; t < 3; t++) {
      assertThat(one.tests().get(t).statistic())
          .isCloseTo(other.tests().get(t).statistic(), within(1e-6));
      assertThat(one.tests().get(t).method()).isEqualTo("Wald, robust by subject");
    }
    double ratio = ClosedTest.withRefit(p, X).tests().get(0).statistic();
    assertThat(one.tests().get(0).statistic()).isCloseTo(ratio, within(0.4 * ratio));
  }

  @Test
  void aModelThatIsRightIsLeftAloneAtTheLevelOfTheTest() {
    SplittableRandom random = new SplittableRandom(3);
    int updates = 0;
    int runs = 400;
    for (int run = 0; run < runs; run++) {
      updates += simulated(random, 0, 1).recommended() == UpdateKind.NONE ? 0 : 1;
    }
    assertThat(updates / (double) runs).isBetween(0.02, 0.09);
    assertThat(simulated(random, 1, 1).recommended()).isEqualTo(UpdateKind.IN_THE_LARGE);
    assertThat(simulated(random, 0, -1).recommended()).isEqualTo(UpdateKind.REFIT);
  }

  private static ClosedTest simulated(SplittableRandom random, double shift, double second) {
    int n = 500;
    double[][] x = new double[n][3];
    double[] label = new double[n];
    double[] score = new double[n];
    for (int i = 0; i < n; i++) {
      for (int j = 0; j < 3; j++) {
        x[i][j] = random.nextDouble() * 2 - 1;
      }
      double known = -0.5 + x[i][0] + x[i][1] + 0.5 * x[i][2];
      double truth = known + shift + (second - 1) * x[i][1];
      score[i] = LogisticFit.expit(known);
      label[i] = random.nextDouble() < LogisticFit.expit(truth) ? 1 : 0;
    }
    return ClosedTest.withRefit(Predictions.unweighted(label, score), x);
  }

  private static void check(ClosedTest.Test test, UpdateKind smaller, double statistic, int df) {
    assertThat(test.smaller()).isEqualTo(smaller);
    assertThat(test.statistic()).isCloseTo(statistic, within(1e-6));
    assertThat(test.df()).isEqualTo(df);
    assertThat(test.p())
        .isCloseTo(
            1 - new ChiSquaredDistribution(df).cumulativeProbability(statistic), within(1e-9));
  }

  private static Predictions pima(double shift) {
    double[] risks =
        Arrays.stream(TEST.risks(Pima.train().fit()))
            .map(p -> LogisticFit.expit(LogisticFit.logit(p) + shift))
            .toArray();
    return Predictions.unweighted(TEST.label(), risks);
  }

  private static double after(UpdateKind kind, Predictions p) {
    return logLikelihood(Recalibration.fit(kind, p).risks(p.score()));
  }

  private static double logLikelihood(double[] risks) {
    double sum = 0;
    for (int i = 0; i < risks.length; i++) {
      sum += Math.log(TEST.label()[i] > 0.5 ? risks[i] : 1 - risks[i]);
    }
    return sum;
  }
}

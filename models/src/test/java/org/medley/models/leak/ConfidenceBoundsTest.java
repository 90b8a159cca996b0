package org.medley.models.leak;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;
import org.medley.models.statistics.Auroc;
import org.medley.models.statistics.Predictions;

class ConfidenceBoundsTest {
  /** Solved once more in Python, by halving distance minus quantile times standard error. */
  @Test
  void theBoundOfAnAreaIsThatOfNewcombesFifthMethod() {
    assertThat(ConfidenceBounds.area(0.8, 50, 100, 0.025)).isCloseTo(0.712839019, within(1e-8));
    assertThat(ConfidenceBounds.area(0.95, 12, 300, 0.025)).isCloseTo(0.831689834, within(1e-8));
    assertThat(ConfidenceBounds.area(1, 20, 100, 0.0005)).isCloseTo(0.836243812, within(1e-8));
    assertThat(ConfidenceBounds.area(1, 5, 5, 0.025)).isCloseTo(0.642702824, within(1e-8));
  }

  /** SciPy's beta.ppf(alpha, k, n - k + 1); of 10 in 10 it is the tenth root of alpha. */
  @Test
  void theBoundOfAShareIsThatOfClopperAndPearson() {
    assertThat(ConfidenceBounds.share(1, 10, 0.025)).isCloseTo(Math.pow(0.025, 0.1), within(1e-9));
    assertThat(ConfidenceBounds.share(0.9, 50, 0.025)).isCloseTo(0.781864634, within(1e-8));
    assertThat(ConfidenceBounds.share(9.5 / 10.2, 10.2, 0.01)).isCloseTo(0.539204169, within(1e-7));
    assertThat(ConfidenceBounds.share(0, 10, 0.025)).isZero();
  }

  /** Three samples of each subject, all alike: what counts is the number of subjects. */
  @Test
  void theBoundOfAnAreaHoldsItsLevelOverSubjectsWithSeveralSamples() {
    SplittableRandom random = new SplittableRandom(4);
    double truth = 0.760250; // of two normal distributions one standard deviation apart
    int rounds = 2000;
    int above = 0;
    for (int round = 0; round < rounds; round++) {
      Predictions repeated = repeated(random, 30, 90);
      double area = Auroc.value(repeated.label(), repeated.score(), repeated.weight());
      above += ConfidenceBounds.area(area, 30, 90, 0.025) > truth ? 1 : 0;
    }
    assertThat((double) above / rounds).as("2.5 % at most").isBetween(0.002, 0.033);
  }

  private static Predictions repeated(SplittableRandom random, int cases, int controls) {
    int times = 3;
    double[] label = new double[(cases + controls) * times];
    double[] score = new double[label.length];
    for (int subject = 0; subject < cases + controls; subject++) {
      double value = random.nextGaussian() + (subject < cases ? 1 : 0);
      for (int i = 0; i < times; i++) {
        label[subject * times + i] = subject < cases ? 1 : 0;
        score[subject * times + i] = value;
      }
    }
    return Predictions.unweighted(label, score);
  }
}

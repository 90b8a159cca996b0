package org.medley.models.calibrate;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;
import org.medley.models.statistics.Accuracy;
import org.medley.models.statistics.CalibrationLine;
import org.medley.models.statistics.LogisticFit;
import org.medley.models.statistics.Predictions;

class CalibrationTest {
  @Test
  void kindFollowsFromTheNumberOfEvents() {
    assertThat(Calibration.allowed(49)).isEqualTo(Calibration.Kind.INTERCEPT);
    assertThat(Calibration.allowed(50)).isEqualTo(Calibration.Kind.LOGISTIC);
    assertThat(Calibration.allowed(1000)).isEqualTo(Calibration.Kind.LOGISTIC);
    assertThat(Calibration.allowed(1001)).isEqualTo(Calibration.Kind.ISOTONIC);
  }

  @Test
  void lineRepairsLogOddsThatAreTooExtreme() {
    Predictions p = exaggerated(4000);
    Calibration line = Calibration.fit(Calibration.Kind.LOGISTIC, p);
    assertThat(line.slope()).isCloseTo(0.5, within(0.05));
    Predictions risks = calibrated(line, p);
    assertThat(CalibrationLine.slope(risks).value()).isCloseTo(1, within(1e-6));
    assertThat(CalibrationLine.inTheLarge(risks).value()).isCloseTo(0, within(1e-6));
  }

  @Test
  void shiftMakesObservedEqualExpected() {
    Predictions p = exaggerated(500);
    Predictions risks = calibrated(Calibration.fit(Calibration.Kind.INTERCEPT, p), p);
    assertThat(Accuracy.observedOverExpected(risks.label(), risks.score(), risks.weight()))
        .isCloseTo(1, within(1e-6));
  }

  @Test
  void isotonicNeverFallsAndStaysInsideZeroAndOne() {
    Predictions p = exaggerated(4000);
    Calibration steps = Calibration.fit(Calibration.Kind.ISOTONIC, p);
    double before = 0;
    for (double x = -20; x <= 20; x += 0.05) {
      double risk = steps.risk(x);
      assertThat(risk).isBetween(1 / 4002.0, 1 - 1 / 4002.0).isGreaterThanOrEqualTo(before);
      before = risk;
    }
    assertThat(steps.risk(0)).isCloseTo(0.5, within(0.06));
  }

  @Test
  void isotonicEqualsAKnownExample() {
    Calibration steps =
        Calibration.fit(
            Calibration.Kind.ISOTONIC,
            Predictions.unweighted(
                new double[] {0, 1, 0, 0, 1, 1}, new double[] {1, 2, 3, 3, 4, 5}));
    assertThat(steps.risk(1)).isEqualTo(1 / 8.0);
    assertThat(steps.risk(2)).isCloseTo(1 / 3.0, within(1e-12));
    assertThat(steps.risk(3)).isCloseTo(1 / 3.0, within(1e-12));
    assertThat(steps.risk(5)).isEqualTo(7 / 8.0);
  }

  @Test
  void lineThatWouldTurnTheOrderRoundBecomesAShift() {
    Predictions p =
        Predictions.unweighted(new double[] {1, 0, 1, 0, 0}, new double[] {-2, -1, 0, 1, 2});
    assertThat(Calibration.fit(Calibration.Kind.LOGISTIC, p).kind())
        .isEqualTo(Calibration.Kind.INTERCEPT);
  }

  private static Predictions exaggerated(int n) {
    SplittableRandom random = new SplittableRandom(1);
    double[] label = new double[n];
    double[] score = new double[n];
    for (int i = 0; i < n; i++) {
      double truth = random.nextDouble() * 6 - 3;
      score[i] = 2 * truth;
      label[i] = random.nextDouble() < LogisticFit.expit(truth) ? 1 : 0;
    }
    return Predictions.unweighted(label, score);
  }

  private static Predictions calibrated(Calibration calibration, Predictions p) {
    return p.withScores(java.util.Arrays.stream(p.score()).map(calibration::risk).toArray());
  }
}

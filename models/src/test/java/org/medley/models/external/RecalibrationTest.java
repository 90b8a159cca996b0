package org.medley.models.external;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import java.util.Arrays;
import java.util.List;
import org.assertj.core.data.Offset;
import org.junit.jupiter.api.Test;
import org.medley.models.calibrate.Calibration;
import org.medley.models.statistics.CalibrationLine;
import org.medley.models.statistics.LogisticFit;
import org.medley.models.statistics.Pima;
import org.medley.models.statistics.Predictions;

/**
 * The logistic model of Pima.tr applied to Pima.te. Intercepts and slope before are those of glm in
 * R 4.2.2.
 */
class RecalibrationTest {
  private static final Offset<Double> CLOSE = within(1e-6);
  private static final Predictions RISKS =
      Predictions.unweighted(Pima.test().label(), Pima.test().risks(Pima.train().fit()));

  @Test
  void inTheLargeMovesTheInterceptByRsOffsetAndLeavesNone() {
    Recalibration fitted = Recalibration.fit(UpdateKind.IN_THE_LARGE, RISKS);
    assertThat(fitted.intercept().value()).isCloseTo(-0.064608, CLOSE);
    assertThat(fitted.update().slope()).isEqualTo(1);
    Predictions after = RISKS.withScores(fitted.risks(RISKS.score()));
    assertThat(CalibrationLine.inTheLarge(after).value()).isCloseTo(0, within(1e-8));
    assertThat(CalibrationLine.slope(after).value()).isCloseTo(0.953382, CLOSE);
  }

  @Test
  void interceptAndSlopeAreThoseOfRAndLeaveAPerfectLine() {
    Recalibration fitted = Recalibration.fit(UpdateKind.INTERCEPT_SLOPE, RISKS);
    assertThat(fitted.intercept().value()).isCloseTo(-0.088174, CLOSE);
    assertThat(fitted.slope().value()).isCloseTo(0.953382, CLOSE);
    Predictions after = RISKS.withScores(fitted.risks(RISKS.score()));
    assertThat(CalibrationLine.inTheLarge(after).value()).isCloseTo(0, within(1e-8));
    assertThat(CalibrationLine.slope(after).value()).isCloseTo(1, within(1e-8));
    assertThat(CalibrationLine.intercept(after).value()).isCloseTo(0, within(1e-8));
  }

  @Test
  void crossFittedRisksDoNotDependOnTheOwnOutcome() {
    double[] risks = Recalibration.crossFitted(UpdateKind.INTERCEPT_SLOPE, RISKS, 5);
    double[] other = RISKS.label().clone();
    other[17] = 1 - other[17];
    Predictions changed = new Predictions(RISKS.subject(), other, RISKS.score(), RISKS.weight());
    double[] again = Recalibration.crossFitted(UpdateKind.INTERCEPT_SLOPE, changed, 5);
    assertThat(again[17]).isEqualTo(risks[17]);
    assertThat(again).isNotEqualTo(risks);
    int[] fold = SubjectFolds.of(RISKS.subject(), Recalibration.FOLDS, 5);
    for (int k = 0; k < Recalibration.FOLDS; k++) {
      int held = k;
      assertThat(Arrays.stream(fold).filter(f -> f == held).count()).isBetween(33L, 34L);
    }
  }

  @Test
  void samplesOfASubjectAreInOneFoldWhateverTheirOrder() {
    long[] subjects = {4, 9, 4, 7, 9, 1};
    int[] fold = SubjectFolds.of(subjects, 2, 3);
    assertThat(fold[0]).isEqualTo(fold[2]);
    assertThat(fold[1]).isEqualTo(fold[4]);
    int[] turned = SubjectFolds.of(new long[] {1, 9, 7, 4, 9, 4}, 2, 3);
    assertThat(turned).containsExactly(fold[5], fold[4], fold[3], fold[2], fold[1], fold[0]);
  }

  @Test
  void oneClassAndOneRiskAreRefusedInASentence() {
    Predictions none = RISKS.where(mask(RISKS.label(), 0));
    assertThatThrownBy(() -> Recalibration.fit(UpdateKind.IN_THE_LARGE, none))
        .isInstanceOf(NotValidated.class)
        .hasMessageContaining("does not converge");
    double[] same = new double[RISKS.size()];
    Arrays.fill(same, 0.3);
    assertThatThrownBy(() -> Recalibration.fit(UpdateKind.INTERCEPT_SLOPE, RISKS.withScores(same)))
        .isInstanceOf(NotValidated.class)
        .hasMessageContaining("one risk");
  }

  @Test
  void aCalibrationOfAnyKindIsUpdatedOnTheLogitAndUpdatesFollowEachOther() {
    List<Calibration.Knot> knots =
        List.of(new Calibration.Knot(-2, 0.1), new Calibration.Knot(1, 0.7));
    Calibration.Update first = new Calibration.Update(-0.3, 0.8);
    Calibration.Update second = new Calibration.Update(0.1, 1.1);
    for (Calibration base :
        List.of(
            Calibration.none(),
            new Calibration(Calibration.Kind.LOGISTIC, 0.2, 1.3, List.of(), 90),
            new Calibration(Calibration.Kind.ISOTONIC, 0, 1, knots, 2000))) {
      Calibration updated = base.updated(first).updated(second);
      for (double x = -4; x <= 4; x += 0.25) {
        double before = LogisticFit.logit(base.risk(x));
        double expected = 0.1 + 1.1 * (-0.3 + 0.8 * before);
        assertThat(LogisticFit.logit(updated.risk(x))).isCloseTo(expected, within(1e-12));
      }
    }
    assertThat(new Calibration(Calibration.Kind.NONE, 0, 1, List.of(), 0, null))
        .isEqualTo(Calibration.none());
  }

  private static boolean[] mask(double[] label, double value) {
    boolean[] keep = new boolean[label.length];
    for (int i = 0; i < keep.length; i++) {
      keep[i] = label[i] == value;
    }
    return keep;
  }
}

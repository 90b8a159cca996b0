package org.medley.models.statistics;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.Arrays;
import org.assertj.core.data.Offset;
import org.junit.jupiter.api.Test;

/**
 * Logistic regression fitted on Pima.tr and judged on Pima.te. The expected values were computed in
 * R 4.2.2 with glm and pROC; the error rate 66/332 is that of Ripley (1996), chapter 3.
 */
class PimaTest {
  private static final Offset<Double> CLOSE = within(1e-6);
  private static final Pima TRAIN = Pima.train();
  private static final Pima TEST = Pima.test();
  private static final Predictions RISKS =
      Predictions.unweighted(TEST.label(), TEST.risks(TRAIN.fit()));

  @Test
  void coefficientsAreThoseOfR() {
    double[] expected = {
      -9.773062, .103183, .032117, -.004768, -.001917, .083624, 1.820410, .041184
    };
    assertThat(TRAIN.fit().coefficients()).containsExactly(expected, CLOSE);
  }

  @Test
  void areaUnderTheCurveHasDeLongsIntervalAndVariance() {
    Estimate area = Auroc.estimate(RISKS);
    assertThat(area.value()).isCloseTo(0.865882, CLOSE);
    assertThat(area.low()).isCloseTo(0.826355, CLOSE);
    assertThat(area.high()).isCloseTo(0.905409, CLOSE);
    assertThat(area.method()).contains("DeLong");
    assertThat(Auroc.variance(RISKS)).isCloseTo(0.00040671, within(1e-8));
  }

  @Test
  void pairedTestAgainstGlucoseAloneIsDeLongs() {
    Pima glucose = TRAIN.only(2);
    double[] others = TEST.only(2).risks(glucose.fit());
    assertThat(Auroc.value(TEST.label(), others, RISKS.weight())).isCloseTo(0.797054, CLOSE);
    Auroc.Comparison comparison = Auroc.compare(RISKS, others);
    assertThat(comparison.z()).isCloseTo(3.368159, CLOSE);
    assertThat(comparison.p()).isCloseTo(0.000756720, within(1e-8));
  }

  @Test
  void accuracyAndCalibrationAreThoseOfR() {
    double[] y = RISKS.label();
    double[] w = RISKS.weight();
    assertThat(Accuracy.brier(y, RISKS.score(), w)).isCloseTo(0.139311, CLOSE);
    assertThat(Accuracy.scaledBrier(y, RISKS.score(), w)).isCloseTo(0.368274, CLOSE);
    assertThat(Accuracy.observedOverExpected(y, RISKS.score(), w)).isCloseTo(0.973453, CLOSE);
    assertThat(CalibrationLine.inTheLarge(RISKS).value()).isCloseTo(-0.064608, CLOSE);
    assertThat(CalibrationLine.slope(RISKS).value()).isCloseTo(0.953382, CLOSE);
    assertThat(CalibrationLine.intercept(RISKS).value()).isCloseTo(-0.088174, CLOSE);
  }

  @Test
  void distanceFromTheLoessCurveIsThatOfR() {
    // l <- loess(y ~ p); e <- abs(fitted(l) - p); mean(e); median(e); quantile(e, .9); max(e)
    CalibrationError error = new FlexibleCalibration(RISKS).error(RISKS.weight());
    assertThat(error.numbers())
        .containsExactly(
            new double[] {0.0237605764854, 0.0204804922446, 0.04239958534, 0.132301511832},
            within(1e-8));
  }

  @Test
  void netBenefitAndErrorRateAreThoseOfR() {
    double[] thresholds = {0.1, 0.2, 0.3, 0.5};
    double[] found =
        Arrays.stream(thresholds)
            .map(t -> Confusion.at(RISKS.label(), RISKS.score(), RISKS.weight(), t).netBenefit(t))
            .toArray();
    assertThat(found)
        .containsExactly(new double[] {.2797858, .2417169, .1923408, .1295181}, within(1e-7));
    long wrong = 0;
    for (int i = 0; i < RISKS.size(); i++) {
      wrong += (RISKS.score()[i] >= 0.5 ? 1 : 0) == RISKS.label()[i] ? 0 : 1;
    }
    assertThat(wrong).isEqualTo(66);
  }

  @Test
  void intervalsOfTheBootstrapAgreeWithTheAnalyticOnes() {
    double[][] ends =
        Bootstrap.intervals(
            RISKS, w -> new double[] {Auroc.value(RISKS.label(), RISKS.score(), w)}, 1000, 7);
    assertThat(ends[0][0]).isCloseTo(0.826, within(0.01));
    assertThat(ends[0][1]).isCloseTo(0.905, within(0.01));
  }
}

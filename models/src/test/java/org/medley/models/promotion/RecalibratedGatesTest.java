package org.medley.models.promotion;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;
import static org.medley.models.promotion.Verdict.Result.FAILED;
import static org.medley.models.promotion.Verdict.Result.PASSED;
import static org.medley.models.promotion.Verdict.Result.PERSON;

import java.util.Arrays;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.medley.models.calibrate.Calibration;
import org.medley.models.external.Recalibration;
import org.medley.models.external.UpdateKind;
import org.medley.models.statistics.Pima;
import org.medley.models.statistics.Predictions;

/**
 * The model of seven covariates on the test rows of the Pima data, where R 4.2.2 gives it a slope
 * of 0.953382 and -0.064608 in the large, and the same with all log odds raised by one.
 */
class RecalibratedGatesTest {
  private static final double[] LABEL = Pima.test().label();
  private static final double[] RISK = Pima.test().risks(Pima.train().fit());
  private static final double[] RAISED =
      Arrays.stream(RISK).map(new Calibration.Update(1, 1)::of).toArray();
  private static final PromotionSettings STRICT = PromotionSettings.standard(false);

  private static List<Verdict> verdicts(double[] candidate, UpdateKind kind) {
    Predictions raised = Predictions.unweighted(LABEL, RAISED);
    double[] champion = Recalibration.fit(kind, raised).risks(RAISED);
    Contest contest = new Contest(Predictions.unweighted(LABEL, candidate), champion, Map.of());
    return RecalibratedGates.of(contest, kind, STRICT);
  }

  @Test
  void aCandidateThatIsCalibratedThereToo() {
    List<Verdict> found = verdicts(RISK, UpdateKind.INTERCEPT_SLOPE);

    assertThat(found).extracting(Verdict::result).containsExactly(PASSED, PASSED);
    assertThat(found.get(0).numbers().get("value")).isCloseTo(0.953382, within(1e-6));
    assertThat(found.get(0).numbers().get("champion")).isCloseTo(1, within(1e-6));
    assertThat(found.get(1).numbers().get("value")).isCloseTo(-0.064608, within(1e-6));
    assertThat(found.get(1).numbers().get("champion")).isCloseTo(0, within(1e-6));
  }

  @Test
  void aCandidateThatBringsBackWhatWasPutRightIsRefused() {
    List<Verdict> found = verdicts(RAISED, UpdateKind.IN_THE_LARGE);

    assertThat(found).extracting(Verdict::result).containsExactly(FAILED);
    assertThat(found.get(0).words())
        .startsWith("-1.06 (")
        .contains("lies outside with confidence, limits -0.2 to 0.2")
        .endsWith("; the champion's, fitted there, 0.00");
  }

  @Test
  void nobodyThereIsForAPersonUnlessTheTaskAcceptsThat() {
    Contest nobody =
        new Contest(Predictions.unweighted(new double[0], new double[0]), new double[0], Map.of());

    assertThat(RecalibratedGates.of(nobody, UpdateKind.IN_THE_LARGE, STRICT))
        .extracting(Verdict::result)
        .containsExactly(PERSON);
    assertThat(
            RecalibratedGates.of(nobody, UpdateKind.IN_THE_LARGE, PromotionSettings.standard(true)))
        .extracting(Verdict::result)
        .containsExactly(PASSED);
  }
}

package org.medley.models.statistics.survival;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import org.assertj.core.data.Offset;
import org.junit.jupiter.api.Test;
import org.medley.models.statistics.CalibrationError;

/**
 * Two Cox models developed on Rotterdam and judged on GBSG. The expected values are those of
 * Giardiello et al (Ann Intern Med 2023;176:105, repository Prediction_performance_survival),
 * computed again in R 4.2.2 with survival 3.5-3 and rms 6.5-0.
 */
class RotterdamGbsgTest {
  private static final Offset<Double> CLOSE = within(1e-6);
  private static final double YEARS = BreastCancer.YEARS;
  private static final CoxFit SMALL = BreastCancer.rotterdam(false).fit();
  private static final CoxFit LARGE = BreastCancer.rotterdam(true).fit();
  private static final TimedPredictions SMALL_THERE =
      BreastCancer.gbsg(false).predictions(SMALL, YEARS);
  private static final TimedPredictions LARGE_THERE =
      BreastCancer.gbsg(true).predictions(LARGE, YEARS);

  @Test
  void coefficientsAreThoseOfCoxph() {
    assertThat(SMALL.coefficients())
        .containsExactly(
            new double[] {
              0.341842289603, 0.573554907414, 0.303965118203, -0.811166935074, 0.361710071797
            },
            within(1e-8));
    assertThat(LARGE.coefficients())
        .containsExactly(
            new double[] {
              0.32044847785914,
              0.55418598151602,
              0.30499330519525,
              -0.81981754815372,
              0.30518949968568,
              -0.00293041656116,
              0.01267240869375
            },
            within(1e-8));
    assertThat(SMALL.standardError(2)).isCloseTo(0.0281022865075, within(1e-8));
  }

  @Test
  void likelihoodRatioAndBaselineHazardAreThoseOfCoxph() {
    assertThat(SMALL.likelihoodRatio()).isCloseTo(530.996818680, CLOSE);
    assertThat(LARGE.likelihoodRatio()).isCloseTo(563.193277041, CLOSE);
    assertThat(SMALL.baseline().at(YEARS)).isCloseTo(0.218397859379, within(1e-9));
    assertThat(LARGE.baseline().at(YEARS)).isCloseTo(0.273785893533, within(1e-9));
  }

  @Test
  void concordanceIsThatOfTheSurvivalPackage() {
    concordance(SMALL_THERE, Concordance.Pairs.ALIKE, 0.6524007561437, 0.0167168966259);
    concordance(LARGE_THERE, Concordance.Pairs.ALIKE, 0.6745784499055, 0.0160129483104);
    concordance(SMALL_THERE, Concordance.Pairs.CENSORING, 0.6353713246515, 0.0165111912096);
    concordance(LARGE_THERE, Concordance.Pairs.CENSORING, 0.6569844383251, 0.0160403599372);
    TimedPredictions here = BreastCancer.rotterdam(false).predictions(SMALL, YEARS);
    assertThat(Concordance.of(here, YEARS, Concordance.Pairs.ALIKE).value())
        .isCloseTo(0.6821475, within(1e-7));
  }

  @Test
  void observedAndPredictedRisksAndTheSlopeAreThosePublished() {
    TimedPredictions p = SMALL_THERE;
    assertThat(p.events(YEARS)).isEqualTo(285);
    assertThat(p.meanRisk(p.weight())).isCloseTo(0.499665849413, within(1e-9));
    assertThat(LARGE_THERE.meanRisk(p.weight())).isCloseTo(0.511533231226, within(1e-9));
    assertThat(1 - Incidence.by(YEARS, p.time(), p.cause(), p.weight()))
        .isCloseTo(0.491644870294, within(1e-9));
    CoxFit slope = new SurvivalCalibration(p, YEARS).slope(p.weight());
    assertThat(slope.coefficients()[0]).isCloseTo(1.056203951916, CLOSE);
    assertThat(slope.standardError(0)).isCloseTo(0.122612827644, CLOSE);
    CoxFit other = new SurvivalCalibration(LARGE_THERE, YEARS).slope(p.weight());
    assertThat(other.coefficients()[0]).isCloseTo(1.143747693437, CLOSE);
    assertThat(other.standardError(0)).isCloseTo(0.116012455153, CLOSE);
  }

  @Test
  void distanceFromTheFlexibleCurveIsThatOfRms() {
    curve(SMALL_THERE, .0301795755778, .0262782229343, .0746654766428, .0754355626023);
    curve(LARGE_THERE, .0247993566742, .0234984277611, .0529266719104, .0689583342743);
  }

  private static void concordance(
      TimedPredictions p, Concordance.Pairs pairs, double value, double standardError) {
    Concordance found = Concordance.of(p, YEARS, pairs);
    assertThat(found.value()).isCloseTo(value, within(1e-9));
    assertThat(found.standardError()).isCloseTo(standardError, within(1e-9));
  }

  private static void curve(TimedPredictions p, double... expected) {
    CalibrationError error = new SurvivalCalibration(p, YEARS).error(p.weight());
    assertThat(error.numbers()).containsExactly(expected, CLOSE);
  }
}

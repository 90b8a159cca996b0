package org.medley.models.statistics.survival;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.Arrays;
import org.junit.jupiter.api.Test;
import org.medley.models.statistics.Auroc;

/**
 * Ties in time and score, weights and repeated subjects. Expected values: R 4.2.2, survival 3.5-3,
 * on veteran with w = 1, 2, 3, 1, ..., lp = -0.03 (20 round(karno / 20) - 60), risk by 180 days = 1
 * - exp(-0.8 exp(lp)).
 */
class VeteranTest {
  private static final double DAYS = 180;
  private static final Table TABLE = Table.read("veteran.csv");
  private static final TimedPredictions WEIGHTED = predictions(weights(), TABLE.subjects());

  @Test
  void weightedConcordanceIsThatOfR() {
    // concordance(Surv(time, status) ~ lp, weights = w, reverse = TRUE, ymax = 180)
    Concordance harrell = Concordance.of(WEIGHTED, DAYS, Concordance.Pairs.ALIKE);
    assertThat(harrell.value()).isCloseTo(0.6926320134446, within(1e-12));
    assertThat(harrell.standardError()).isCloseTo(0.0260292314919, within(1e-12));
    // the same with timewt = "n/G2"
    Concordance uno = Concordance.of(WEIGHTED, DAYS, Concordance.Pairs.CENSORING);
    assertThat(uno.value()).isCloseTo(0.6849291575669, within(1e-12));
    assertThat(uno.standardError()).isCloseTo(0.0263502805621, within(1e-12));
  }

  @Test
  void standardErrorBySubjectIsThatOfR() {
    // concordance(..., cluster = rep(1:46, 3)[1:137]), without ymax
    long[] subject = new long[TABLE.size()];
    Arrays.setAll(subject, i -> i % 46);
    Concordance found =
        Concordance.of(
            predictions(weights(), subject), Double.POSITIVE_INFINITY, Concordance.Pairs.ALIKE);
    assertThat(found.value()).isCloseTo(0.6865830774480, within(1e-12));
    assertThat(found.standardError()).isCloseTo(0.0266778665342, within(1e-12));
  }

  @Test
  void slopeIsThatOfCoxph() {
    // coxph(Surv(pmin(time, 180), ifelse(time > 180, 0, status)) ~ lp, weights = w)
    SurvivalCalibration calibration = new SurvivalCalibration(WEIGHTED, DAYS);
    CoxFit weighted = calibration.slope(WEIGHTED.weight());
    assertThat(weighted.coefficients()[0]).isCloseTo(0.962944137085, within(1e-9));
    assertThat(weighted.standardError(0)).isCloseTo(0.122796856854, within(1e-9));
    CoxFit plain = calibration.slope(TABLE.ones());
    assertThat(plain.coefficients()[0]).isCloseTo(0.977800322591, within(1e-9));
    assertThat(plain.standardError(0)).isCloseTo(0.165376791528, within(1e-9));
  }

  @Test
  void weightedRiskErrorAndAreaAreThoseOfR() {
    // G by survfit(Surv(time, status == 0) ~ 1, weights = w); sums over pairs in R
    TimedPredictions p = WEIGHTED;
    double observed = Incidence.by(DAYS, p.time(), p.cause(), p.weight());
    assertThat(observed).isCloseTo(0.781510365763, within(1e-12));
    HorizonWeights horizon = new HorizonWeights(p, DAYS);
    double[] known = horizon.of(p.weight());
    double[] label = horizon.labels();
    double total = Arrays.stream(p.weight()).sum();
    double brier = 0;
    double without = 0;
    for (int i = 0; i < p.size(); i++) {
      brier += known[i] * Math.pow(label[i] - p.risk()[i], 2) / total;
      without += known[i] * Math.pow(label[i] - observed, 2) / total;
    }
    assertThat(brier).isCloseTo(0.219192258032, within(1e-11));
    assertThat(without).isCloseTo(0.170609502967, within(1e-11));
    assertThat(Auroc.value(label, p.risk(), known)).isCloseTo(0.640528101548, within(1e-11));
  }

  @Test
  void fitOfTwoCovariatesIsThatOfCoxph() {
    // coxph(Surv(time, status) ~ karno + age); basehaz(centered = FALSE) at 100 days
    CoxFit fit = fit(0);
    assertThat(fit.coefficients())
        .containsExactly(new double[] {-0.03370683485017, -0.00239163617321}, within(1e-9));
    assertThat(fit.standardError(1)).isCloseTo(0.00907729808122, within(1e-9));
    assertThat(fit.logLikelihood())
        .containsExactly(new double[] {-505.449054918, -484.398932647}, within(1e-8));
    assertThat(fit.baseline().at(100)).isCloseTo(7.88681431007, within(1e-8));
    assertThat(fit.baseline().at(0.5)).isZero();
  }

  @Test
  void ridgeIsThatOfCoxph() {
    // coxph(Surv(time, status) ~ ridge(karno, age, theta = 50, scale = FALSE), eps = 1e-12)
    assertThat(fit(50).coefficients())
        .containsExactly(new double[] {-0.03366020400850, -0.00236553040775}, within(1e-8));
  }

  private static CoxFit fit(double ridge) {
    double[] karnofsky = TABLE.numbers("karno");
    double[] age = TABLE.numbers("age");
    double[][] design = new double[TABLE.size()][];
    boolean[] event = new boolean[TABLE.size()];
    for (int i = 0; i < design.length; i++) {
      design[i] = new double[] {karnofsky[i], age[i]};
      event[i] = TABLE.whole("status")[i] == 1;
    }
    return CoxFit.fit(TABLE.numbers("time"), event, design, TABLE.ones(), ridge, 0);
  }

  private static double[] weights() {
    double[] weight = new double[TABLE.size()];
    Arrays.setAll(weight, i -> 1 + i % 3);
    return weight;
  }

  private static TimedPredictions predictions(double[] weight, long[] subject) {
    double[] linear =
        Arrays.stream(TABLE.numbers("karno"))
            .map(k -> -0.03 * (Math.rint(k / 20) * 20 - 60))
            .toArray();
    double[] risk = Arrays.stream(linear).map(l -> 1 - Math.exp(-0.8 * Math.exp(l))).toArray();
    return TimedPredictions.of(
        subject, TABLE.numbers("time"), TABLE.whole("status"), risk, linear, weight);
  }
}

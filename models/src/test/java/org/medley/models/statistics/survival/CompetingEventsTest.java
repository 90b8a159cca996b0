package org.medley.models.statistics.survival;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.Arrays;
import org.junit.jupiter.api.Test;
import org.medley.models.statistics.Auroc;

/**
 * Malignancy within 120 months with death as a competing event. Expected values: R 4.2.2, survival
 * 3.5-3, on mgus2 with lp = 0.02137 (age - 70) + 0.8 (mspike - 1), risk = 1 - exp(-0.05 exp(lp)).
 */
class CompetingEventsTest {
  private static final double MONTHS = 120;
  private static final TimedPredictions P = predictions();

  @Test
  void incidenceIsThatOfAalenAndJohansen() {
    // summary(survfit(Surv(time, factor(status, 0:2)) ~ 1), times = 120)$pstate[2]
    double incidence = Incidence.by(MONTHS, P.time(), P.cause(), P.weight());
    assertThat(incidence).isCloseTo(6.41194774687e-02, within(1e-12));
    assertThat(incidence / P.meanRisk(P.weight())).isCloseTo(1.01066090791, within(1e-10));
  }

  @Test
  void whoHadACompetingEventStaysAtRisk() {
    // concordance(Surv(ifelse(status == 2, 1e6, time), status == 1) ~ lp, ymax = 120)
    Concordance found = Concordance.of(P, MONTHS, Concordance.Pairs.ALIKE);
    assertThat(found.value()).isCloseTo(0.6326397980176, within(1e-12));
    assertThat(found.standardError()).isCloseTo(0.0317848811763, within(1e-12));
  }

  @Test
  void errorAndAreaAreThoseOfSumsOverPairs() {
    HorizonWeights horizon = new HorizonWeights(P, MONTHS);
    double[] known = horizon.of(P.weight());
    double[] label = horizon.labels();
    double brier = 0;
    for (int i = 0; i < P.size(); i++) {
      brier += known[i] * Math.pow(label[i] - P.risk()[i], 2) / P.size();
    }
    assertThat(brier).isCloseTo(0.0591740989732, within(1e-11));
    assertThat(Auroc.value(label, P.risk(), known)).isCloseTo(0.6284130386283, within(1e-11));
  }

  private static TimedPredictions predictions() {
    Table table = Table.read("mgus2.csv");
    double[] age = table.numbers("age");
    double[] spike = table.numbers("mspike");
    double[] linear = new double[table.size()];
    Arrays.setAll(linear, i -> 0.02137 * (age[i] - 70) + 0.8 * (spike[i] - 1));
    double[] risk = Arrays.stream(linear).map(l -> 1 - Math.exp(-0.05 * Math.exp(l))).toArray();
    return TimedPredictions.of(
        table.subjects(), table.numbers("time"), table.whole("status"), risk, linear, table.ones());
  }
}

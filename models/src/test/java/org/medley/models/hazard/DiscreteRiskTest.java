package org.medley.models.hazard;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import org.apache.spark.sql.SparkSession;
import org.junit.jupiter.api.Test;
import org.medley.features.testing.SparkTest;
import org.medley.models.statistics.LogisticFit;
import org.medley.models.statistics.survival.Table;

/**
 * Death within 180 days in six intervals of 30 days. Expected values: R 4.2.2, glm(y ~ factor(k) +
 * karno + age - 1, binomial) on one row per person and interval of veteran, epsilon = 1e-14.
 */
@SparkTest
class DiscreteRiskTest {
  private static final double[] ODDS = {
    1.46215251827833,
    1.6301319022779,
    0.897248530282847,
    2.00748874025015,
    1.46431261376398,
    1.56859718187952
  };

  @Test
  void hazardsAreThoseOfOneRowPerPersonAndInterval(SparkSession spark) {
    DiscreteRisk risk = fit(spark, veteran(), 6, new Penalty(0, 0));
    assertThat(risk.linear().coefficients())
        .containsExactly(new double[] {-0.0462907031014215, 0.00291271400237445}, within(1e-6));
    for (int k = 0; k < ODDS.length; k++) {
      assertThat(risk.odds().get(k) + risk.linear().offset()).isCloseTo(ODDS[k], within(1e-5));
    }
    assertThat(risk(risk, 60, 60)).isCloseTo(0.832425939694575, within(1e-6));
    assertThat(risk(risk, 30, 70)).isCloseTo(0.994877781612694, within(1e-6));
  }

  @Test
  void oneEventTimeAndNobodyWithTheEvent(SparkSession spark) {
    double[] ones = {1, 1, 1, 1, 1, 1};
    double[][] x = {{0}, {1}, {2}, {0}, {1}, {2}};
    Rows once = new Rows(new int[] {7, 7, 7, 30, 30, 30}, new int[] {0, 1, 1, 0, 0, 0}, ones, x);
    assertThat(fit(spark, once, 3, new Penalty(0.1, 0)).odds()).hasSize(1);
    Rows never = new Rows(once.day(), new int[6], ones, x);
    assertThatThrownBy(() -> fit(spark, never, 3, new Penalty(0.1, 0)))
        .isInstanceOf(NotFitted.class)
        .hasMessage("nobody has the event");
  }

  private static DiscreteRisk fit(SparkSession spark, Rows rows, int count, Penalty penalty) {
    return TimedFit.of(rows.dataset(spark, 1), timed -> DiscreteRisk.fit(timed, count, penalty));
  }

  private static double risk(DiscreteRisk risk, double... x) {
    return LogisticFit.expit(risk.logOdds(new double[] {risk.linear().of(x)}));
  }

  private static Rows veteran() {
    Table table = Table.read("veteran.csv");
    int[] day = table.whole("time");
    int[] cause = table.whole("status");
    double[][] x = new double[table.size()][];
    for (int i = 0; i < day.length; i++) {
      x[i] = new double[] {table.row(i, "karno"), table.row(i, "age")};
      cause[i] = day[i] > 180 ? 0 : cause[i];
      day[i] = Math.min(day[i], 180);
    }
    return new Rows(day, cause, table.ones(), x);
  }
}

package org.medley.models.hazard;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.Arrays;
import org.apache.spark.ml.linalg.Vectors;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.SparkSession;
import org.junit.jupiter.api.Test;
import org.medley.features.testing.SparkTest;
import org.medley.models.explain.RiskContributions;
import org.medley.models.statistics.survival.Table;

/**
 * Malignancy within 120 months, death competing. Expected values: R 4.2.2, survival 3.5-3, one
 * coxph per cause on mgus2 with follow-up cut at 120 months, and from the increments a and b of
 * both survfit(newdata) the sum of S (1 - exp(-(a + b))) a / (a + b), S the product of exp(-(a +
 * b)).
 */
@SparkTest
class CompetingRiskTest {
  private static final double[] YOUNG = {60, 1};
  private static final double[] OLD = {80, 2.5};

  @Test
  void incidenceIsThatOfAReference(SparkSession spark) {
    Dataset<Row> rows = mgus2().dataset(spark, 1);
    Penalty none = new Penalty(0, 0);
    CoxModel malignancy = TimedFit.of(rows, timed -> CoxModel.fit(timed, 1, none));
    CoxModel death = TimedFit.of(rows, timed -> CoxModel.fit(timed, 2, none));
    assertThat(malignancy.linear().coefficients())
        .containsExactly(new double[] {0.0225182916403038, 0.893750255142738}, within(1e-6));
    assertThat(death.linear().coefficients())
        .containsExactly(new double[] {0.0578498065865595, -0.0587856136027389}, within(1e-6));
    CompetingRisk risk = CompetingRisk.of(malignancy, death);
    assertThat(incidence(risk, YOUNG)).isCloseTo(0.0492591472196686, within(1e-7));
    assertThat(incidence(risk, OLD)).isCloseTo(0.181393963781911, within(1e-7));
    partsAddUp(risk);
    CompetingRisk alone = CompetingRisk.of(malignancy, CoxModel.never(2, 121));
    ProportionalRisk same = new ProportionalRisk(malignancy.linear(), malignancy.cumulative()[120]);
    double predictor = malignancy.linear().of(OLD);
    assertThat(alone.logOdds(new double[] {predictor, 0}))
        .isCloseTo(same.logOdds(new double[] {predictor}), within(1e-9));
  }

  private static void partsAddUp(CompetingRisk risk) {
    RiskContributions contributions = new RiskContributions(risk, YOUNG);
    for (double[] x : new double[][] {OLD, YOUNG, {60, 4}, {95, 0}}) {
      double sum = contributions.base() + Arrays.stream(contributions.of(Vectors.dense(x))).sum();
      double logOdds = risk.logOdds(predictors(risk, x));
      assertThat(sum).isCloseTo(logOdds, within(1e-9));
    }
    assertThat(contributions.of(Vectors.dense(60, 4))[0]).isZero();
  }

  private static double incidence(CompetingRisk risk, double[] x) {
    return risk.incidence(predictors(risk, x));
  }

  private static double[] predictors(RiskFunction risk, double[] x) {
    return risk.predictors().stream().mapToDouble(linear -> linear.of(x)).toArray();
  }

  private static Rows mgus2() {
    Table table = Table.read("mgus2.csv");
    int[] time = table.whole("time");
    int[] status = table.whole("status");
    double[][] x = new double[table.size()][];
    for (int i = 0; i < time.length; i++) {
      x[i] = new double[] {table.row(i, "age"), table.row(i, "mspike")};
      status[i] = time[i] > 120 ? 0 : status[i];
      time[i] = Math.min(time[i], 120);
    }
    return new Rows(time, status, table.ones(), x);
  }
}

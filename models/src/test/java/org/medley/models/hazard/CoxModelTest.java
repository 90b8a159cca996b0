package org.medley.models.hazard;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import java.util.Arrays;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.SparkSession;
import org.junit.jupiter.api.Test;
import org.medley.features.testing.SparkTest;
import org.medley.models.statistics.survival.CoxFit;
import org.medley.models.statistics.survival.Table;

/**
 * Expected values: R 4.2.2, survival 3.5-3, coxph with Efron's ties and eps = 1e-14, baselines by
 * basehaz(centered = FALSE); glmnet 4.1-6 with thresh = 1e-16. The times of rotterdam are rounded
 * to whole days.
 */
@SparkTest
class CoxModelTest {
  private static final Penalty NONE = new Penalty(0, 0);

  @Test
  void veteranIsThatOfCoxph(SparkSession spark) {
    Table table = Table.read("veteran.csv");
    Rows rows = new Rows(table.whole("time"), table.whole("status"), table.ones(), veteran(table));
    CoxModel plain = fit(spark, rows, 1, NONE);
    coefficients(plain, -0.0337068348501653, -0.00239163617321447);
    assertThat(uncentred(plain, 100)).isCloseTo(7.88681431006718, within(1e-5));
    assertThat(uncentred(plain, 999)).isCloseTo(72.8980281110958, within(1e-4));
    // coxph(..., weights = 1 + (0:136) %% 3)
    double[] weight = new double[table.size()];
    Arrays.setAll(weight, i -> 1 + i % 3);
    CoxModel weighted = fit(spark, new Rows(rows.day(), rows.cause(), weight, rows.x()), 1, NONE);
    coefficients(weighted, -0.0339835847730008, -0.00125448156885768);
    assertThat(uncentred(weighted, 999)).isCloseTo(69.3167508318139, within(1e-4));
  }

  @Test
  void rotterdamIsThatOfCoxphAndGlmnet(SparkSession spark) {
    Rows all = rotterdam();
    CoxModel plain = fit(spark, all, 1, NONE);
    coefficients(
        plain,
        0.316277378365229,
        0.0735414018287198,
        -0.000359434283002899,
        0.874774739990174,
        0.45851338570399);
    assertThat(uncentred(plain, 1825)).isCloseTo(0.0734361551124078, within(1e-7));
    // without ties, as glmnet knows Breslow's only: the first row of each day
    boolean[] seen = new boolean[10_000];
    int[] first =
        java.util.stream.IntStream.range(0, all.day().length)
            .filter(i -> !seen[all.day()[i]] && (seen[all.day()[i]] = true))
            .toArray();
    Rows some =
        new Rows(
            Arrays.stream(first).map(i -> all.day()[i]).toArray(),
            Arrays.stream(first).map(i -> all.cause()[i]).toArray(),
            Arrays.stream(first).mapToDouble(i -> 1).toArray(),
            Arrays.stream(first).mapToObj(i -> all.x()[i]).toArray(double[][]::new));
    coefficients(
        fit(spark, some, 1, new Penalty(0.1, 1)), 0, 0.067133743680156, 0, 0.151478592693056, 0);
    coefficients(
        fit(spark, some, 1, new Penalty(0.05, 0.5)),
        0.23017422408937,
        0.076153906121056,
        -0.000116951103170675,
        0.670343743217558,
        0.197138352667845);
    coefficients(
        fit(spark, some, 1, new Penalty(0.1, 0)),
        0.298197004528406,
        0.0733275826078041,
        -0.000284082505472448,
        0.762137114457865,
        0.286698404628477);
  }

  @Test
  void tiesWeightsCausesAndPartitionsAreThoseOfAPlainLoop(SparkSession spark) {
    Rows rows = Rows.random(120, 4, 7);
    for (int cause = 1; cause <= 2; cause++) {
      double[] time = Arrays.stream(rows.day()).asDoubleStream().toArray();
      boolean[] event = new boolean[time.length];
      for (int i = 0; i < event.length; i++) {
        event[i] = rows.cause()[i] == cause;
      }
      CoxFit naive = CoxFit.fit(time, event, rows.x(), rows.weight());
      int own = cause;
      Dataset<Row> several = rows.dataset(spark, 3).persist();
      CoxModel found = TimedFit.of(several, timed -> CoxModel.fit(timed, own, NONE));
      coefficients(found, naive.coefficients());
      assertThat(uncentred(found, 20))
          .isCloseTo(naive.baseline().at(20), within(1e-5 * naive.baseline().at(20)));
      coefficients(fit(spark, rows, cause, NONE), naive.coefficients());
    }
  }

  @Test
  void whatHasNoMaximumIsASentence(SparkSession spark) {
    double[][] separated = {{1, 3}, {1, 3}, {0, 3}, {0, 3}};
    double[] ones = {1, 1, 1, 1};
    Rows rows = new Rows(new int[] {1, 1, 5, 5}, new int[] {1, 1, 0, 0}, ones, separated);
    assertThatThrownBy(() -> fit(spark, rows, 1, NONE))
        .isInstanceOf(NotFitted.class)
        .hasMessageContaining("covariates separate");
    assertThatThrownBy(() -> fit(spark, rows, 2, NONE))
        .isInstanceOf(NotFitted.class)
        .hasMessage("nobody has the event");
    CoxModel ridge = fit(spark, rows, 1, new Penalty(0.1, 0));
    assertThat(ridge.linear().coefficients()[0]).isPositive();
    assertThat(ridge.linear().coefficients()[1]).isZero();
  }

  private static CoxModel fit(SparkSession spark, Rows rows, int cause, Penalty penalty) {
    return TimedFit.of(rows.dataset(spark, 1), timed -> CoxModel.fit(timed, cause, penalty));
  }

  /** Within 1e-6 of the expected, which glmnet's own tolerance allows as well. */
  private static void coefficients(CoxModel model, double... expected) {
    assertThat(model.linear().coefficients()).containsExactly(expected, within(1e-6));
  }

  private static double uncentred(CoxModel model, int day) {
    return model.cumulative()[day] * Math.exp(model.linear().offset());
  }

  private static double[][] veteran(Table table) {
    double[] karnofsky = table.numbers("karno");
    double[] age = table.numbers("age");
    double[][] x = new double[table.size()][];
    Arrays.setAll(x, i -> new double[] {karnofsky[i], age[i]});
    return x;
  }

  private static Rows rotterdam() {
    Table table = Table.read("rotterdam.csv");
    String[] size = table.texts("size");
    double[][] x = new double[table.size()][];
    Arrays.setAll(
        x,
        i ->
            new double[] {
              table.row(i, "grade"),
              table.row(i, "nodes"),
              table.row(i, "pgr"),
              size[i].equals(">50") ? 1 : 0,
              size[i].equals("20-50") ? 1 : 0
            });
    return new Rows(
        Arrays.stream(table.numbers("dtime")).mapToInt(t -> (int) Math.rint(t)).toArray(),
        table.whole("death"),
        table.ones(),
        x);
  }
}

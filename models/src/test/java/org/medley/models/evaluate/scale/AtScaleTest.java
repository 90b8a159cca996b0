package org.medley.models.evaluate.scale;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.ArrayList;
import java.util.List;
import java.util.SplittableRandom;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.RowFactory;
import org.apache.spark.sql.SparkSession;
import org.apache.spark.sql.types.DataTypes;
import org.apache.spark.sql.types.StructType;
import org.junit.jupiter.api.Test;
import org.medley.features.testing.SparkTest;
import org.medley.models.statistics.Auroc;
import org.medley.models.statistics.CalibrationCells;
import org.medley.models.statistics.CalibrationLine;
import org.medley.models.statistics.Estimate;
import org.medley.models.statistics.FlexibleCalibration;
import org.medley.models.statistics.Predictions;

/** What Spark computes against the same statistic on arrays: ties, weights, repeated subjects. */
@SparkTest
class AtScaleTest {
  private static final int N = 300;

  @Test
  void areaAndIntervalAreThoseOfTheArrays(SparkSession spark) {
    Predictions repeated = random(3, 4);
    Predictions single = random(5, 1);
    same(
        AurocAtScale.estimate(new ScoredRows(rows(spark, repeated), true), 5),
        Auroc.estimate(repeated));
    same(
        AurocAtScale.estimate(new ScoredRows(rows(spark, single), false), 1),
        Auroc.estimate(single));
    same(
        AurocAtScale.estimate(new ScoredRows(rows(spark, single), false), 40),
        Auroc.estimate(single));
  }

  @Test
  void calibrationLineIsThatOfTheArrays(SparkSession spark) {
    Predictions repeated = random(7, 4);
    CalibrationAtScale line =
        new CalibrationAtScale(new ScoredRows(rows(spark, repeated).cache(), true));
    same(line.inTheLarge(), CalibrationLine.inTheLarge(repeated));
    Estimate[] both = line.line();
    same(both[0], CalibrationLine.slope(repeated));
    same(both[1], CalibrationLine.intercept(repeated));
  }

  @Test
  void distancesFromTheCurveAreThoseOfTheRows(SparkSession spark) {
    // Skewed risks whose outcomes bend away from them, with weights; the limit is DESIGN 10.11's.
    SplittableRandom random = new SplittableRandom(11);
    int n = 20_000;
    double[] label = new double[n];
    double[] score = new double[n];
    double[] weight = new double[n];
    for (int i = 0; i < n; i++) {
      score[i] = Math.pow(random.nextDouble(), 4);
      label[i] = random.nextDouble() < 0.8 * score[i] * (1.2 - 0.4 * score[i]) + 0.02 ? 1 : 0;
      weight[i] = 0.5 + random.nextInt(3);
    }
    Predictions p = new Predictions(new long[n], label, score, weight);
    double[] expected = new FlexibleCalibration(p).error(weight).numbers();
    CalibrationCells cells = CurveAtScale.cells(new ScoredRows(rows(spark, p), false));
    assertThat(cells.count().length).isBetween(5_000, 19_000);
    assertThat(cells.error(n).numbers()).containsExactly(expected, within(1e-4));
    assertThat(cells.error(2_000).numbers()).containsExactly(expected, within(0.002));
  }

  @Test
  void fewDistinctScoresHaveNoCurve(SparkSession spark) {
    Predictions same = Predictions.unweighted(random(1, 1).label(), new double[20]);
    assertThat(CurveAtScale.estimates(new ScoredRows(rows(spark, same), false)).values())
        .hasSize(4)
        .allMatch(estimate -> estimate.method().contains("too few distinct scores"));
  }

  @Test
  void oneClassHasNoAreaAndNoLine(SparkSession spark) {
    Predictions none = Predictions.unweighted(new double[20], random(1, 1).score());
    ScoredRows rows = new ScoredRows(rows(spark, none).cache(), false);
    assertThat(AurocAtScale.estimate(rows, 3).method()).contains("one class only");
    assertThat(new CalibrationAtScale(rows).line()[0].method()).contains("does not converge");
    assertThat(new CalibrationAtScale(rows).inTheLarge().method()).contains("does not converge");
  }

  private static void same(Estimate found, Estimate expected) {
    assertThat(found.value()).isCloseTo(expected.value(), within(1e-12));
    assertThat(found.low()).isCloseTo(expected.low(), within(1e-12));
    assertThat(found.high()).isCloseTo(expected.high(), within(1e-12));
  }

  private static Predictions random(long seed, int samples) {
    SplittableRandom random = new SplittableRandom(seed);
    int n = samples == 1 ? 20 : N;
    long[] subject = new long[n];
    double[] label = new double[n];
    double[] score = new double[n];
    double[] weight = new double[n];
    for (int i = 0; i < n; i++) {
      subject[i] = i / samples;
      score[i] = (1 + random.nextInt(18)) / 20.0;
      label[i] = random.nextDouble() < score[i] ? 1 : 0;
      weight[i] = samples == 1 ? 1 : 0.5 + random.nextInt(4);
    }
    return new Predictions(subject, label, score, weight);
  }

  private static Dataset<Row> rows(SparkSession spark, Predictions p) {
    List<Row> rows = new ArrayList<>();
    for (int i = 0; i < p.label().length; i++) {
      rows.add(RowFactory.create(p.subject()[i], p.label()[i], p.score()[i], p.weight()[i]));
    }
    StructType schema =
        new StructType()
            .add(ScoredRows.SUBJECT, DataTypes.LongType, false)
            .add(ScoredRows.LABEL, DataTypes.DoubleType, false)
            .add(ScoredRows.SCORE, DataTypes.DoubleType, false)
            .add(ScoredRows.WEIGHT, DataTypes.DoubleType, false);
    return spark.createDataFrame(rows, schema).repartition(3);
  }
}

package org.medley.models.monitor;

import static org.apache.spark.sql.functions.array;
import static org.apache.spark.sql.functions.col;
import static org.apache.spark.sql.functions.lit;
import static org.apache.spark.sql.functions.when;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import org.apache.commons.math3.stat.descriptive.rank.Percentile;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.SparkSession;
import org.junit.jupiter.api.Test;
import org.medley.features.contract.Matrix;
import org.medley.features.testing.SparkTest;
import org.medley.models.contract.Scores;
import org.medley.models.drift.CovariateDrift;
import org.medley.models.drift.Psi;
import org.medley.models.fitted.FittedModel;
import org.medley.models.matrix.DesignMatrix;
import org.medley.models.matrix.Snapshot;
import org.medley.models.testing.Trained;

@SparkTest
class MatrixDriftTest {
  /**
   * The pass over the matrix gives what a loop over its rows gives, for every covariate and risk.
   */
  @Test
  void asALoop(SparkSession spark) {
    Snapshot snapshot = Trained.snapshot(spark);
    FittedModel model = Trained.model(spark, "logistic");
    MatrixDrift drift = MatrixDrift.of(model, snapshot, snapshot.matrix(), 1);

    List<Row> train =
        snapshot
            .matrix()
            .join(
                snapshot.members(Snapshot.TRAIN).select(Matrix.SUBJECT_ID, Matrix.INDEX_TIME),
                new String[] {Matrix.SUBJECT_ID, Matrix.INDEX_TIME})
            .collectAsList();
    List<Row> now = snapshot.matrix().where(col(Matrix.PURPOSE).equalTo("score")).collectAsList();
    assertThat(drift.covariates()).hasSize(6);
    for (CovariateDrift each : drift.covariates()) {
      Psi naive = psi(values(train, each.index()), values(now, each.index()));
      assertThat(each.psi().value()).as(each.item()).isCloseTo(naive.value(), within(1e-12));
      assertThat(each.psi()).isEqualTo(new Psi(each.psi().value(), naive.bins(), 200, 300));
    }
    assertThat(drift.covariates().get(1).item()).isEqualTo("measurement_hba1c_last_365d [%]");
    assertThat(CovariateDrift.importance(drift.covariates())).isCloseTo(1, within(1e-9));
    assertThat(drift.covariates().get(0).importance()).isGreaterThan(0.2);

    Psi risk =
        psi(
            risks(model, test(snapshot)),
            risks(model, snapshot.matrix().where(col(Matrix.PURPOSE).equalTo("score"))));
    assertThat(drift.score().orElseThrow().value()).isCloseTo(risk.value(), within(1e-12));
    assertThat(drift.score().orElseThrow().n()).isEqualTo(100);
    assertThat(CovariateDrift.above(drift.covariates(), 0.25)).isEmpty();
  }

  /** A unit that changed and a covariate that vanished are found, and nothing else is. */
  @Test
  void plantedDrift(SparkSession spark) {
    Snapshot snapshot = Trained.snapshot(spark);
    FittedModel model = Trained.model(spark, "logistic");
    Dataset<Row> other =
        snapshot
            .matrix()
            .withColumn(
                Matrix.VALUES,
                org.apache.spark.sql.functions.transform(
                    org.apache.spark.sql.functions.arrays_zip(
                        col(Matrix.INDICES), col(Matrix.VALUES)),
                    entry ->
                        when(
                                entry.getField(Matrix.INDICES).equalTo(1),
                                entry.getField(Matrix.VALUES).multiply(lit(10.93)))
                            .otherwise(entry.getField(Matrix.VALUES))));
    List<CovariateDrift> found = MatrixDrift.of(model, snapshot, other, 1).covariates();
    assertThat(CovariateDrift.above(found, 0.25))
        .extracting(CovariateDrift::index)
        .containsExactly(1);

    Dataset<Row> nothing =
        snapshot
            .matrix()
            .withColumn(Matrix.INDICES, array().cast("array<int>"))
            .withColumn(Matrix.VALUES, array().cast("array<double>"));
    assertThat(CovariateDrift.above(MatrixDrift.of(model, snapshot, nothing, 1).covariates(), 0.25))
        .extracting(CovariateDrift::index)
        .contains(0, 1);
  }

  @Test
  void nobodyIsScored(SparkSession spark) {
    Snapshot snapshot = Trained.snapshot(spark);
    MatrixDrift drift =
        MatrixDrift.of(
            Trained.model(spark, "logistic"), snapshot, snapshot.matrix().where(lit(false)), 1);
    assertThat(drift.covariates()).isEmpty();
    assertThat(drift.score()).isEmpty();
  }

  private static Dataset<Row> test(Snapshot snapshot) {
    return snapshot
        .matrix()
        .join(
            snapshot.members(Snapshot.TEST).select(Matrix.SUBJECT_ID, Matrix.INDEX_TIME),
            new String[] {Matrix.SUBJECT_ID, Matrix.INDEX_TIME});
  }

  private static List<Double> risks(FittedModel model, Dataset<Row> matrix) {
    return model
        .predict(matrix.withColumn(DesignMatrix.FEATURES, model.design().vector()))
        .collectAsList()
        .stream()
        .map(row -> row.<Double>getAs(Scores.RISK_SCORE))
        .collect(Collectors.toList());
  }

  /** The values of a covariate, null where it is absent. */
  private static List<Double> values(List<Row> rows, int index) {
    List<Double> values = new ArrayList<>();
    for (Row row : rows) {
      int at = row.<Integer>getList(row.fieldIndex(Matrix.INDICES)).indexOf(index);
      values.add(at < 0 ? null : row.<Double>getList(row.fieldIndex(Matrix.VALUES)).get(at));
    }
    return values;
  }

  private static Psi psi(List<Double> reference, List<Double> now) {
    double[] present =
        reference.stream().filter(x -> x != null).mapToDouble(Double::doubleValue).toArray();
    Percentile percentile = new Percentile().withEstimationType(Percentile.EstimationType.R_7);
    double[] edges = new double[9];
    for (int k = 1; k < 10; k++) {
      edges[k - 1] = percentile.evaluate(present, 10.0 * k);
    }
    double[] distinct = Arrays.stream(edges).distinct().toArray();
    return Psi.of(counts(reference, distinct), counts(now, distinct), 200, 300);
  }

  private static long[] counts(List<Double> values, double[] edges) {
    Map<Integer, Long> bins =
        values.stream()
            .collect(
                Collectors.groupingBy(
                    x ->
                        x == null
                            ? edges.length + 1
                            : (int) Arrays.stream(edges).filter(edge -> edge < x).count(),
                    Collectors.counting()));
    long[] counts = new long[edges.length + 2];
    bins.forEach((bin, count) -> counts[bin] = count);
    return counts;
  }
}

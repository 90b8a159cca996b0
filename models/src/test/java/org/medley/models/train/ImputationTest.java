package org.medley.models.train;

import static org.apache.spark.sql.functions.col;
import static org.apache.spark.sql.functions.lit;
import static org.apache.spark.sql.functions.when;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;
import static org.medley.features.contract.Members.SPLIT;
import static org.medley.features.contract.Members.SUBJECT_ID;

import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.apache.spark.sql.Column;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.SparkSession;
import org.apache.spark.sql.functions;
import org.junit.jupiter.api.Test;
import org.medley.features.contract.Matrix;
import org.medley.features.testing.SparkTest;
import org.medley.models.censoring.CensoringWeights;
import org.medley.models.family.FittedStage;
import org.medley.models.family.ModelFamilies;
import org.medley.models.matrix.DesignMatrix;
import org.medley.models.matrix.Snapshot;
import org.medley.models.statistics.LogisticFit;
import org.medley.models.statistics.Predictions;
import org.medley.models.testing.Simulation;

/**
 * What is fitted without a fold must not know its values. Covariate 1 is missing in four of ten
 * members; here its values in one fold are raised so much that a mean over all rows gives them
 * away.
 */
@SparkTest
class ImputationTest {
  private static final int FOLDS = 2;
  private static final long SEED = 5;
  private static final double RAISED = 4;
  private static final Map<String, Double> SETTINGS = Map.of("lasso", 0.0, "penalty", 0.01);
  private static final Column FOLD = Folds.of(SEED, FOLDS);

  private static Snapshot planted(SparkSession spark) {
    Snapshot usual = Simulation.of(240, 1, 3).snapshot(spark);
    Column raised =
        functions.transform(
            functions.arrays_zip(col(Matrix.INDICES), col(Matrix.VALUES)),
            each ->
                each.getField(Matrix.VALUES)
                    .plus(when(each.getField(Matrix.INDICES).equalTo(1), RAISED).otherwise(0)));
    return new Snapshot(
        usual.task(),
        usual.members(),
        usual
            .matrix()
            .withColumn(Matrix.VALUES, when(FOLD.equalTo(1), raised).otherwise(col(Matrix.VALUES))),
        usual.reference());
  }

  @Test
  void aFoldIsPredictedAsIfItHadNotBeenThereWhenTheMeansWereTaken(SparkSession spark) {
    Snapshot snapshot = planted(spark);
    TrainSettings settings =
        TrainSettings.of(
            List.of("logistic"),
            FOLDS,
            SEED,
            TrainSettings.AUTO,
            new Search(
                Map.of("logistic", Map.of("lasso", List.of(0.0), "penalty", List.of(0.01))),
                1,
                Search.Balance.NONE,
                true,
                0));

    Training training = Trainer.train(snapshot, settings);

    Map<Long, Double> byHand = new LinkedHashMap<>();
    for (int held = 0; held < FOLDS; held++) {
      byHand.putAll(apart(snapshot, held));
    }
    Predictions outOfFold = training.outOfFold();
    assertThat(outOfFold.size()).isEqualTo(byHand.size());
    for (int i = 0; i < outOfFold.size(); i++) {
      double logOdds = LogisticFit.logit(outOfFold.score()[i]);
      assertThat(logOdds).isCloseTo(byHand.get(outOfFold.subject()[i]), within(1e-4));
    }
    // With one candidate the choice cannot matter: the outer folds are those of the tuning.
    assertThat(training.nested().orElseThrow().outerLogLoss())
        .isCloseTo(training.candidates().get(0).logLoss(), within(1e-7));
  }

  /** Log odds of the members of one fold by a training to which they are test members. */
  private static Map<Long, Double> apart(Snapshot snapshot, int held) {
    Snapshot others =
        new Snapshot(
            snapshot.task(),
            snapshot
                .members(Snapshot.TRAIN)
                .withColumn(
                    SPLIT, when(FOLD.equalTo(held), Snapshot.TEST).otherwise(Snapshot.TRAIN)),
            snapshot.matrix(),
            snapshot.reference());
    CensoringWeights weights = CensoringWeights.fit(others.members(Snapshot.TRAIN));
    try (DesignMatrix fitted = DesignMatrix.fit(others, weights, 1_000);
        DesignMatrix apart = DesignMatrix.of(others, Snapshot.TEST, fitted.design(), List.of())) {
      FittedStage stage = ModelFamilies.named("logistic").fit(fitted.rows(), SETTINGS, SEED);
      Map<Long, Double> logOdds = new LinkedHashMap<>();
      stage
          .score(apart.rows())
          .select(SUBJECT_ID, FittedStage.RAW)
          .collectAsList()
          .forEach(row -> logOdds.put(row.getLong(0), row.getDouble(1)));
      return logOdds;
    }
  }

  @Test
  void meansAreOfTheRowsThereEachAsOftenAsItWasDrawn(SparkSession spark) {
    Snapshot snapshot = planted(spark);
    CensoringWeights weights = CensoringWeights.fit(snapshot.members(Snapshot.TRAIN));
    try (DesignMatrix matrix = DesignMatrix.fit(snapshot, weights, 50)) {
      Column times = col(SUBJECT_ID).mod(3);
      Dataset<Row> present =
          snapshot
              .members(Snapshot.TRAIN)
              .join(snapshot.matrix().where("purpose = 'train'"), SUBJECT_ID)
              .selectExpr(
                  SUBJECT_ID, "element_at(values, cast(array_position(indices, 1) as int)) AS x")
              .where("array_position(indices, 1) > 0");
      Row sums = present.agg(functions.sum(col("x").multiply(times)), functions.sum(times)).first();
      double byHand = sums.getDouble(0) / sums.getLong(1);

      double[] shift = Imputation.of(matrix.rows(), times, matrix.design()).shift();

      double before = matrix.design().covariates().get(1).imputed();
      assertThat(before - shift[1]).isCloseTo(byHand, within(1e-7));
      assertThat(shift[1]).isNotCloseTo(0, within(0.01));
      assertThat(shift[0]).isZero();
      assertThat(Imputation.of(matrix.rows(), lit(1), matrix.design()).shift())
          .containsExactly(0, 0, 0);
      assertThat(Arrays.stream(Imputation.of(matrix.rows(), lit(0), matrix.design()).shift()))
          .allMatch(each -> each == 0);
    }
  }
}

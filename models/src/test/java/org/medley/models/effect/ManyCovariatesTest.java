package org.medley.models.effect;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.SplittableRandom;
import java.util.stream.IntStream;
import org.apache.spark.ml.linalg.SQLDataTypes;
import org.apache.spark.ml.linalg.Vector;
import org.apache.spark.ml.linalg.Vectors;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.RowFactory;
import org.apache.spark.sql.SparkSession;
import org.apache.spark.sql.types.DataTypes;
import org.apache.spark.sql.types.StructType;
import org.junit.jupiter.api.Test;
import org.medley.features.testing.SparkTest;
import org.medley.models.effect.average.AverageEffect;
import org.medley.models.effect.average.Estimand;
import org.medley.models.effect.check.Balance;
import org.medley.models.effect.unit.UnitColumns;

/** An analysis of more covariates than sums of their products could be kept of. */
@SparkTest
class ManyCovariatesTest {
  private static final int ROWS = 600;
  private static final int COVARIATES = 1_100;
  private static final StructType SCHEMA =
      new StructType()
          .add(UnitColumns.ROW, DataTypes.LongType)
          .add(UnitColumns.SUBJECT, DataTypes.StringType)
          .add(UnitColumns.ARM, DataTypes.IntegerType)
          .add(UnitColumns.OUTCOME, DataTypes.DoubleType)
          .add(UnitColumns.WEIGHT, DataTypes.DoubleType)
          .add(UnitColumns.FEATURES, SQLDataTypes.VectorType());

  /** Three arms by lot; the second raises the outcome by 1, the third by 2. */
  private static Dataset<Row> rows(SparkSession spark) {
    SplittableRandom random = new SplittableRandom(12);
    List<Row> rows = new ArrayList<>();
    for (long i = 0; i < ROWS; i++) {
      int[] present =
          IntStream.range(0, COVARIATES).filter(j -> random.nextDouble() < 0.02).toArray();
      double[] ones = new double[present.length];
      Arrays.fill(ones, 1);
      Vector x = Vectors.sparse(COVARIATES, present, ones);
      int arm = random.nextInt(3);
      double y = arm + x.apply(0) + x.apply(1) + random.nextDouble();
      rows.add(RowFactory.create(i, "p" + i, arm, y, 1.0, x));
    }
    return spark.createDataFrame(rows, SCHEMA);
  }

  @Test
  void averagesBalanceAndIndividualEffects(SparkSession spark) {
    EffectSettings settings =
        new EffectSettings(
            List.of("arm0", "arm1", "arm2"),
            0,
            IntStream.range(0, COVARIATES).mapToObj(j -> "x" + j).toList(),
            EffectSettings.OutcomeKind.CONTINUOUS,
            Estimand.ATE,
            "t-ridge",
            true,
            3,
            EffectSettings.CLIP,
            EffectSettings.BOUND,
            50,
            1);
    try (EffectAnalysis analysis = EffectAnalysis.fit(rows(spark), settings)) {
      EffectResult result = analysis.result(0);
      for (AverageEffect effect : result.effects()) {
        double error = effect.effect().value() - effect.contrast().arm();
        assertThat(error / effect.error()).isBetween(-4.0, 4.0);
        assertThat(effect.error()).isLessThan(0.1);
      }
      Balance balance = result.balance().get(0);
      assertThat(balance.covariates()).hasSize(COVARIATES);
      assertThat(balance.covariates().get(17).name()).isEqualTo("x17");
      assertThat(balance.covariates().get(17).before())
          .isCloseTo(difference(rows(spark).collectAsList(), 17), within(1e-9));
      assertThat(analysis.individuals(spark).where("effect between 0.5 and 2.5").count())
          .as("all but those with a rare covariate that one arm's few people did not show")
          .isBetween(2 * ROWS - 24L, 2L * ROWS);
    }
  }

  /** The standardised mean difference of arms 1 and 0, from the rows. */
  private static double difference(List<Row> rows, int covariate) {
    double[] mean = new double[2];
    double spread = 0;
    for (int arm = 0; arm < 2; arm++) {
      int one = arm;
      double[] x =
          rows.stream()
              .filter(row -> row.getInt(2) == one)
              .mapToDouble(row -> row.<Vector>getAs(5).apply(covariate))
              .toArray();
      double average = Arrays.stream(x).average().orElseThrow();
      mean[arm] = average;
      spread += Arrays.stream(x).map(v -> (v - average) * (v - average)).sum() / (x.length - 1) / 2;
    }
    return (mean[1] - mean[0]) / Math.sqrt(spread);
  }
}

package org.medley.models.effect;

import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.stream.IntStream;
import org.apache.spark.ml.linalg.SQLDataTypes;
import org.apache.spark.ml.linalg.Vectors;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.RowFactory;
import org.apache.spark.sql.SparkSession;
import org.apache.spark.sql.types.DataTypes;
import org.apache.spark.sql.types.StructType;
import org.medley.models.effect.EffectSettings.OutcomeKind;
import org.medley.models.effect.average.Estimand;
import org.medley.models.effect.survival.HorizonOutcomes;
import org.medley.models.effect.unit.UnitColumns;

/** Simulated populations with known effects. */
final class Populations {
  static final int COVARIATES = 6;

  /** Of the event in time. */
  static final double HORIZON = 3;

  private static final StructType SCHEMA =
      new StructType()
          .add(UnitColumns.ROW, DataTypes.LongType)
          .add(UnitColumns.SUBJECT, DataTypes.StringType)
          .add(UnitColumns.ARM, DataTypes.IntegerType)
          .add(UnitColumns.OUTCOME, DataTypes.DoubleType)
          .add(UnitColumns.WEIGHT, DataTypes.DoubleType)
          .add(UnitColumns.FEATURES, SQLDataTypes.VectorType());

  private Populations() {}

  /**
   * Rows with the mean effect in them.
   *
   * @param truth mean of the individual effects of these rows
   */
  record Population(Dataset<Row> data, double truth) {}

  /** Set-up A, B, C or D of Nie and Wager (Biometrika 2021;108:299), section 6.1. */
  static Population nieWager(SparkSession spark, char setUp, int rows, long seed) {
    Random random = new Random(seed);
    List<Row> data = new ArrayList<>();
    double truth = 0;
    for (long i = 0; i < rows; i++) {
      double[] x = new double[COVARIATES];
      for (int j = 0; j < x.length; j++) {
        x[j] = setUp == 'A' ? random.nextDouble() : random.nextGaussian();
      }
      double[] facts = facts(setUp, x);
      int arm = random.nextDouble() < facts[0] ? 1 : 0;
      double y = facts[1] + (arm - 0.5) * facts[2] + random.nextGaussian();
      truth += facts[2] / rows;
      data.add(RowFactory.create(i, "p" + i, arm, y, 1.0, Vectors.dense(x)));
    }
    return new Population(spark.createDataFrame(data, SCHEMA), truth);
  }

  /** Propensity, baseline and effect. */
  private static double[] facts(char setUp, double[] x) {
    return switch (setUp) {
      case 'A' -> {
        double sine = Math.sin(Math.PI * x[0] * x[1]);
        yield new double[] {
          Math.max(0.1, Math.min(0.9, sine)),
          sine + 2 * Math.pow(x[2] - 0.5, 2) + x[3] + 0.5 * x[4],
          (x[0] + x[1]) / 2
        };
      }
      case 'B' ->
          new double[] {
            0.5,
            Math.max(0, Math.max(x[0] + x[1], x[2])) + Math.max(0, x[3] + x[4]),
            x[0] + Math.log1p(Math.exp(x[1]))
          };
      case 'C' ->
          new double[] {
            1 / (1 + Math.exp(x[1] + x[2])), 2 * Math.log1p(Math.exp(x[0] + x[1] + x[2])), 1
          };
      case 'D' ->
          new double[] {
            1 / (1 + Math.exp(-x[0]) + Math.exp(-x[1])),
            Math.max(x[0] + x[1] + x[2], 0) / 2 + Math.max(x[3] + x[4], 0) / 2,
            Math.max(x[0] + x[1] + x[2], 0) - Math.max(x[3] + x[4], 0)
          };
      default -> throw new IllegalArgumentException("There is no set-up " + setUp);
    };
  }

  /** Three arms that depend on a covariate, with effects 1 and 1 + 2 x. */
  static Population threeArms(SparkSession spark, int rows, long seed) {
    Random random = new Random(seed);
    List<Row> data = new ArrayList<>();
    double truth = 0;
    for (long i = 0; i < rows; i++) {
      double[] x = {random.nextGaussian(), random.nextGaussian()};
      double[] odds = {1, Math.exp(0.7 * x[0]), Math.exp(-0.7 * x[0])};
      double drawn = random.nextDouble() * (odds[0] + odds[1] + odds[2]);
      int arm = drawn < odds[0] ? 0 : drawn < odds[0] + odds[1] ? 1 : 2;
      double effect = arm == 1 ? 1 : arm == 2 ? 1 + 2 * x[0] : 0;
      truth += (1 + 2 * x[0]) / rows;
      double y = x[0] + x[1] + effect + random.nextGaussian();
      data.add(RowFactory.create(i, "p" + i, arm, y, 1.0, Vectors.dense(x)));
    }
    return new Population(spark.createDataFrame(data, SCHEMA), truth);
  }

  /** Beyond one deviation of the first covariate nearly everybody is in arm 1. */
  static Population withoutOverlap(SparkSession spark, int rows, long seed) {
    Random random = new Random(seed);
    List<Row> data = new ArrayList<>();
    for (long i = 0; i < rows; i++) {
      double[] x = {random.nextGaussian(), random.nextGaussian()};
      int arm = random.nextDouble() < 1 / (1 + Math.exp(-4 * x[0])) ? 1 : 0;
      double y = 2 * x[0] + arm + random.nextGaussian();
      data.add(RowFactory.create(i, "p" + i, arm, y, 1.0, Vectors.dense(x)));
    }
    return new Population(spark.createDataFrame(data, SCHEMA), 1);
  }

  /**
   * An event in time whose rate depends on a covariate and the arm, confounded, lost at a rate that
   * depends on the arm.
   *
   * @param restricted whether the truth is of the restricted mean time, else of the risk by the
   *     horizon
   */
  static Population survival(SparkSession spark, int rows, long seed, boolean restricted) {
    Random random = new Random(seed);
    List<Row> data = new ArrayList<>();
    double truth = 0;
    for (long i = 0; i < rows; i++) {
      double[] x = {random.nextGaussian(), random.nextGaussian()};
      int arm = random.nextDouble() < 1 / (1 + Math.exp(-0.8 * x[0])) ? 1 : 0;
      double[] rate = {0.25 * Math.exp(0.5 * x[0]), 0.15 * Math.exp(0.5 * x[0])};
      double event = -Math.log(1 - random.nextDouble()) / rate[arm];
      double lost = -Math.log(1 - random.nextDouble()) / (arm == 1 ? 0.12 : 0.05);
      double[] risk = {1 - Math.exp(-rate[0] * HORIZON), 1 - Math.exp(-rate[1] * HORIZON)};
      truth += (restricted ? risk[1] / rate[1] - risk[0] / rate[0] : risk[1] - risk[0]) / rows;
      data.add(
          RowFactory.create(
              i, "p" + i, arm, Math.min(event, lost), event <= lost ? 1.0 : 0.0, Vectors.dense(x)));
    }
    StructType schema =
        new StructType()
            .add(UnitColumns.ROW, DataTypes.LongType)
            .add(UnitColumns.SUBJECT, DataTypes.StringType)
            .add(UnitColumns.ARM, DataTypes.IntegerType)
            .add(HorizonOutcomes.TIME, DataTypes.DoubleType)
            .add(HorizonOutcomes.EVENT, DataTypes.DoubleType)
            .add(UnitColumns.FEATURES, SQLDataTypes.VectorType());
    return new Population(spark.createDataFrame(data, schema), truth);
  }

  static EffectSettings settings(int arms, int covariates, String learner) {
    return new EffectSettings(
        IntStream.range(0, arms).mapToObj(arm -> "arm" + arm).toList(),
        0,
        IntStream.range(0, covariates).mapToObj(j -> "x" + j).toList(),
        OutcomeKind.CONTINUOUS,
        Estimand.ATE,
        learner,
        true,
        EffectSettings.FOLDS,
        EffectSettings.CLIP,
        EffectSettings.BOUND,
        50,
        1);
  }
}

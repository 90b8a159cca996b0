package org.medley.jobs.bench;

import java.io.Serializable;
import java.util.Arrays;
import java.util.SplittableRandom;
import java.util.stream.IntStream;
import org.apache.spark.api.java.function.MapFunction;
import org.apache.spark.ml.linalg.SQLDataTypes;
import org.apache.spark.ml.linalg.Vectors;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Encoders;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.RowFactory;
import org.apache.spark.sql.SparkSession;
import org.apache.spark.sql.types.DataTypes;
import org.apache.spark.sql.types.StructType;
import org.medley.models.effect.unit.UnitColumns;

/**
 * Patients with many binary covariates, of which about 46 in 2,000 are 1; the sicker half has three
 * times as many, so that covariates go together. Forty of them decide about the arm and the outcome
 * both. Arm k raises the outcome by k, and by 1 more in those with covariate {@link #MODIFIER}.
 */
record WidePopulation(long rows, int covariates, int arms) implements Serializable {
  private static final StructType SCHEMA =
      new StructType()
          .add(UnitColumns.ROW, DataTypes.LongType)
          .add(UnitColumns.SUBJECT, DataTypes.StringType)
          .add(UnitColumns.ARM, DataTypes.IntegerType)
          .add(UnitColumns.OUTCOME, DataTypes.DoubleType)
          .add(UnitColumns.WEIGHT, DataTypes.DoubleType)
          .add(UnitColumns.FEATURES, SQLDataTypes.VectorType());
  private static final int CONFOUNDERS = 40;
  private static final int MODIFIER = 3;
  private static final int PER_PARTITION = 25_000;
  private static final double SICKER = 1.5;

  Dataset<Row> data(SparkSession spark) {
    int partitions = (int) Math.max(2, rows / PER_PARTITION);
    MapFunction<Long, Row> row = this::row;
    return spark.range(0, rows, 1, partitions).map(row, Encoders.row(SCHEMA));
  }

  /** The mean effect of {@code arm} against arm 0. */
  static double truth(int arm) {
    return arm + prevalence(MODIFIER);
  }

  private static double prevalence(int covariate) {
    return 0.5 / (1 + covariate / 20.0);
  }

  private Row row(long id) {
    SplittableRandom random = new SplittableRandom(id * 0x9e3779b97f4a7c15L);
    double sick = random.nextBoolean() ? SICKER : 2 - SICKER;
    int[] present =
        IntStream.range(0, covariates)
            .filter(j -> random.nextDouble() < sick * prevalence(j))
            .toArray();
    double[] odds = new double[arms];
    double mean = 0;
    for (int j : present) {
      if (j < CONFOUNDERS) {
        mean += 0.5 * Math.cos(j);
        for (int arm = 1; arm < arms; arm++) {
          odds[arm] += 0.4 * Math.cos(j + arm - 1.0);
        }
      }
    }
    double all = Arrays.stream(odds).map(Math::exp).sum();
    double drawn = random.nextDouble() * all;
    int arm = 0;
    for (double upTo = 1; arm < arms - 1 && drawn >= upTo; upTo += Math.exp(odds[arm])) {
      arm++;
    }
    boolean modified = Arrays.binarySearch(present, MODIFIER) >= 0;
    double effect = arm == 0 ? 0 : arm + (modified ? 1 : 0);
    double noise = random.nextDouble() + random.nextDouble() + random.nextDouble() - 1.5;
    double[] ones = new double[present.length];
    Arrays.fill(ones, 1);
    return RowFactory.create(
        id,
        Long.toString(id),
        arm,
        mean + effect + 2 * noise,
        1.0,
        Vectors.sparse(covariates, present, ones));
  }
}

package org.medley.models.hazard;

import static org.medley.models.matrix.DesignMatrix.CAUSE;
import static org.medley.models.matrix.DesignMatrix.DAY;
import static org.medley.models.matrix.DesignMatrix.FEATURES;
import static org.medley.models.matrix.DesignMatrix.WEIGHT;

import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import org.apache.spark.ml.linalg.SQLDataTypes;
import org.apache.spark.ml.linalg.Vectors;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.RowFactory;
import org.apache.spark.sql.SparkSession;
import org.apache.spark.sql.types.DataTypes;
import org.apache.spark.sql.types.StructType;

/** Small data with follow-up, as arrays for a naive loop and as rows. */
@SuppressWarnings("ArrayRecordComponent") // columns of numbers, compared by no one
record Rows(int[] day, int[] cause, double[] weight, double[][] x) {
  private static final StructType SCHEMA =
      new StructType()
          .add(DAY, DataTypes.IntegerType, false)
          .add(CAUSE, DataTypes.IntegerType, false)
          .add(WEIGHT, DataTypes.DoubleType, false)
          .add(FEATURES, SQLDataTypes.VectorType(), false);

  /** Sparse counts and a number, weights, many ties, two causes. */
  static Rows random(int size, int width, long seed) {
    Random random = new Random(seed);
    Rows rows = new Rows(new int[size], new int[size], new double[size], new double[size][width]);
    for (int i = 0; i < size; i++) {
      for (int j = 0; j < width; j++) {
        rows.x[i][j] =
            j == 0
                ? 50 + 10 * random.nextGaussian()
                : random.nextInt(4) == 0 ? random.nextInt(3) : 0;
      }
      double rate = 0.05 * Math.exp(0.04 * (rows.x[i][0] - 50) + 0.8 * rows.x[i][1]);
      rows.day[i] = (int) Math.min(30, -Math.log(random.nextDouble()) / rate);
      rows.cause[i] = rows.day[i] == 30 ? 0 : random.nextInt(3);
      rows.weight[i] = 1 + random.nextInt(3) / 2.0;
    }
    return rows;
  }

  /** The rows in {@code partitions} partitions. */
  Dataset<Row> dataset(SparkSession spark, int partitions) {
    List<Row> rows = new ArrayList<>();
    for (int i = 0; i < day.length; i++) {
      rows.add(RowFactory.create(day[i], cause[i], weight[i], Vectors.dense(x[i])));
    }
    return spark.createDataFrame(rows, SCHEMA).coalesce(1).repartition(partitions);
  }
}

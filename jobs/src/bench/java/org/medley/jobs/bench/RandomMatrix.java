package org.medley.jobs.bench;

import static org.medley.features.contract.Members.INDEX_TIME;
import static org.medley.features.contract.Members.LABEL;
import static org.medley.features.contract.Members.SUBJECT_ID;
import static org.medley.models.matrix.DesignMatrix.FEATURES;
import static org.medley.models.matrix.DesignMatrix.WEIGHT;

import java.sql.Timestamp;
import java.util.Arrays;
import java.util.List;
import java.util.SplittableRandom;
import ml.dmlc.xgboost4j.java.DMatrix;
import ml.dmlc.xgboost4j.java.XGBoostError;
import org.apache.spark.api.java.function.MapFunction;
import org.apache.spark.ml.linalg.SQLDataTypes;
import org.apache.spark.ml.linalg.SparseVector;
import org.apache.spark.ml.linalg.Vector;
import org.apache.spark.ml.linalg.Vectors;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Encoders;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.RowFactory;
import org.apache.spark.sql.SparkSession;
import org.apache.spark.sql.types.DataTypes;
import org.apache.spark.sql.types.StructType;

/** Random members as a design matrix has them: forty covariates each, of which twenty matter. */
final class RandomMatrix {
  private static final int PRESENT = 40;
  private static final int ACTIVE = 20;
  private static final StructType SCHEMA =
      new StructType()
          .add(SUBJECT_ID, DataTypes.LongType, false)
          .add(INDEX_TIME, DataTypes.TimestampType, false)
          .add(LABEL, DataTypes.DoubleType, false)
          .add(WEIGHT, DataTypes.DoubleType, false)
          .add(FEATURES, SQLDataTypes.VectorType(), false);

  private RandomMatrix() {}

  static Dataset<Row> rows(SparkSession spark, int members, int covariates) {
    MapFunction<Long, Row> row = id -> row(id, covariates);
    return spark.range(0, members, 1, 2).map(row, Encoders.row(SCHEMA));
  }

  private static Row row(long id, int covariates) {
    SplittableRandom random = new SplittableRandom(id * 0x9e3779b97f4a7c15L);
    int[] indices =
        random.ints(0, covariates).distinct().limit(PRESENT).sorted().toArray();
    double[] values = new double[PRESENT];
    double logOdds = -2;
    for (int k = 0; k < PRESENT; k++) {
      values[k] = 1 + random.nextInt(5);
      logOdds += indices[k] < ACTIVE * 10 && indices[k] % 10 == 0 ? values[k] / 2 - 0.5 : 0;
    }
    double label = random.nextDouble() < 1 / (1 + Math.exp(-logOdds)) ? 1 : 0;
    return RowFactory.create(
        id, new Timestamp(0), label, 1.0, Vectors.sparse(covariates, indices, values));
  }

  /** The same rows for XGBoost in this process. */
  static DMatrix nativeMatrix(Dataset<Row> rows) throws XGBoostError {
    List<Row> collected = rows.select(LABEL, FEATURES).collectAsList();
    int size = collected.size();
    long[] starts = new long[size + 1];
    int[] indices = new int[size * PRESENT];
    float[] values = new float[size * PRESENT];
    float[] labels = new float[size];
    int at = 0;
    int columns = 0;
    for (int i = 0; i < size; i++) {
      SparseVector x = collected.get(i).<Vector>getAs(1).toSparse();
      columns = x.size();
      for (int k = 0; k < x.indices().length; k++) {
        indices[at] = x.indices()[k];
        values[at] = (float) x.values()[k];
        at++;
      }
      starts[i + 1] = at;
      labels[i] = (float) collected.get(i).getDouble(0);
    }
    DMatrix matrix =
        new DMatrix(
            starts,
            Arrays.copyOf(indices, at),
            Arrays.copyOf(values, at),
            DMatrix.SparseType.CSR,
            columns);
    matrix.setLabel(labels);
    return matrix;
  }

  /** One line in the format of SVMlight. */
  static String svmLight(double label, Vector features) {
    SparseVector x = features.toSparse();
    StringBuilder line = new StringBuilder().append(label);
    for (int k = 0; k < x.indices().length; k++) {
      line.append(' ').append(x.indices()[k] + 1).append(':').append(x.values()[k]);
    }
    return line.append('\n').toString();
  }
}

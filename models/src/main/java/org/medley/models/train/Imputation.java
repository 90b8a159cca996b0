package org.medley.models.train;

import static org.apache.spark.sql.functions.col;
import static org.apache.spark.sql.functions.udf;
import static org.medley.models.matrix.DesignMatrix.FEATURES;

import java.io.Serializable;
import java.util.Arrays;
import java.util.Iterator;
import java.util.List;
import org.apache.spark.api.java.function.MapPartitionsFunction;
import org.apache.spark.ml.linalg.SQLDataTypes;
import org.apache.spark.ml.linalg.SparseVector;
import org.apache.spark.ml.linalg.Vector;
import org.apache.spark.ml.linalg.Vectors;
import org.apache.spark.sql.Column;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Encoders;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.api.java.UDF1;
import org.medley.models.matrix.Covariate;
import org.medley.models.matrix.Design;
import org.medley.models.matrix.DesignMatrix;

/**
 * What stands in for missing values, fitted to a part of the training rows. The vectors of a design
 * matrix are centred on the means of all training members, where a missing value is absent; fitted
 * to a part, they are centred on its means, so that nothing of the rows that are left out for
 * judging comes into the fit. Scaling needs no such care: every family scales inside its fit.
 */
@SuppressWarnings("ArrayRecordComponent") // a column, compared by no one
record Imputation(double[] shift) implements Serializable {

  /** That of all training members, which the vectors have. */
  static Imputation ofAll(Design design) {
    return new Imputation(new double[design.size()]);
  }

  /**
   * That of {@code rows} with a known label, each as often as {@code times} says. Triggers an
   * action where some covariate can be missing; collects a number per covariate and partition,
   * which are added in the order of the partitions, and rounds means as the design matrix does. A
   * covariate without a value keeps its mean of all.
   */
  static Imputation of(Dataset<Row> rows, Column times, Design design) {
    int[] missing =
        design.covariates().stream()
            .filter(Covariate::missing)
            .mapToInt(Covariate::index)
            .toArray();
    Imputation all = ofAll(design);
    if (missing.length == 0) {
      return all;
    }
    boolean[] counted = new boolean[design.size()];
    Arrays.stream(missing).forEach(j -> counted[j] = true);
    MapPartitionsFunction<Row, double[]> sums = part -> List.of(sums(part, counted)).iterator();
    List<double[]> parts =
        rows.select(col(FEATURES), times.cast("double"))
            .mapPartitions(sums, Encoders.javaSerialization(double[].class))
            .collectAsList();
    for (int j : missing) {
      double sum = 0;
      double count = 0;
      for (double[] part : parts) {
        sum += part[j];
        count += part[counted.length + j];
      }
      double before = design.covariates().get(j).imputed();
      all.shift[j] = count > 0 ? before - DesignMatrix.rounded(before + sum / count) : 0;
    }
    return all;
  }

  /** Sums of the values that are present, then how many they are, by covariate. */
  private static double[] sums(Iterator<Row> rows, boolean[] counted) {
    double[] sums = new double[2 * counted.length];
    while (rows.hasNext()) {
      Row row = rows.next();
      double times = row.getDouble(1);
      SparseVector features = row.getAs(0);
      for (int k = 0; k < features.indices().length; k++) {
        int j = features.indices()[k];
        if (counted[j]) {
          sums[j] += times * features.values()[k];
          sums[counted.length + j] += times;
        }
      }
    }
    return sums;
  }

  /** {@code rows} of the design matrix with their features centred on these means. */
  Dataset<Row> of(Dataset<Row> rows) {
    if (isThatOfAll()) {
      return rows;
    }
    UDF1<Vector, Vector> centred = this::of;
    return rows.withColumn(FEATURES, udf(centred, SQLDataTypes.VectorType()).apply(col(FEATURES)));
  }

  /** The features of one row of the design matrix, a sparse vector, centred on these means. */
  Vector of(Vector features) {
    SparseVector sparse = (SparseVector) features;
    double[] values = sparse.values().clone();
    for (int k = 0; k < values.length; k++) {
      values[k] += shift[sparse.indices()[k]];
    }
    return Vectors.sparse(shift.length, sparse.indices(), values);
  }

  private boolean isThatOfAll() {
    return Arrays.stream(shift).allMatch(each -> each == 0);
  }
}

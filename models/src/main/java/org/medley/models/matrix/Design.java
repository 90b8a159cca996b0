package org.medley.models.matrix;

import static org.apache.spark.sql.functions.col;
import static org.apache.spark.sql.functions.udf;
import static org.medley.features.contract.Matrix.INDICES;
import static org.medley.features.contract.Matrix.VALUES;

import java.io.Serializable;
import java.util.List;
import org.apache.spark.ml.linalg.SQLDataTypes;
import org.apache.spark.ml.linalg.Vector;
import org.apache.spark.ml.linalg.Vectors;
import org.apache.spark.sql.Column;
import org.apache.spark.sql.api.java.UDF2;
import scala.collection.Seq;

/**
 * The columns of a model in order, and how a sparse row becomes a vector.
 *
 * <p>Decision: a covariate whose absence means missing is centred on its imputed value, so that a
 * missing value is the zero of the vector and rows stay sparse; the mean imputation is the same.
 * Scaling is left to MLlib's linear models, which standardise inside and give coefficients of the
 * original scale.
 *
 * @param referenceId the reference that the indices belong to
 * @param covariates by index, without gaps
 */
public record Design(String referenceId, List<Covariate> covariates) implements Serializable {
  /** Checks that covariate i has index i. */
  public Design {
    covariates = List.copyOf(covariates);
    for (int i = 0; i < covariates.size(); i++) {
      if (covariates.get(i).index() != i) {
        throw new IllegalArgumentException(
            "The reference " + referenceId + " has no covariate of index " + i + ".");
      }
    }
  }

  /** Number of columns. */
  public int size() {
    return covariates.size();
  }

  /** The vector of the columns {@code indices} and {@code values} of a row; empty where null. */
  public Column vector() {
    double[] shift = imputed();
    UDF2<Seq<Integer>, Seq<Double>, Vector> vector = (i, v) -> vector(i, v, shift);
    return udf(vector, SQLDataTypes.VectorType()).apply(col(INDICES), col(VALUES));
  }

  /** Means of the training members on the scale of {@link #vector}. */
  public double[] centre() {
    return covariates.stream().mapToDouble(c -> c.mean() - c.imputed()).toArray();
  }

  private double[] imputed() {
    return covariates.stream().mapToDouble(Covariate::imputed).toArray();
  }

  private static Vector vector(Seq<Integer> indices, Seq<Double> values, double[] shift) {
    if (indices == null) {
      return Vectors.sparse(shift.length, new int[0], new double[0]);
    }
    int[] at = new int[indices.length()];
    double[] x = new double[at.length];
    for (int k = 0; k < at.length; k++) {
      at[k] = indices.apply(k);
      x[k] = values.apply(k) - shift[at[k]];
    }
    return Vectors.sparse(shift.length, at, x);
  }
}

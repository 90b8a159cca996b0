package org.medley.models.hazard;

import java.io.Serializable;
import org.apache.spark.ml.linalg.SparseVector;
import org.apache.spark.ml.linalg.Vector;

/**
 * A linear predictor.
 *
 * @param coefficients of the covariates on their own scale, by index
 * @param offset added to their sum; it makes the predictor zero at the means of the training rows
 */
@SuppressWarnings("ArrayRecordComponent") // columns of numbers, compared by no one
public record Linear(double[] coefficients, double offset) implements Serializable {
  /** The predictor for {@code features}. */
  public double of(Vector features) {
    SparseVector sparse = features.toSparse();
    int[] index = sparse.indices();
    double[] value = sparse.values();
    double sum = offset;
    for (int k = 0; k < index.length; k++) {
      sum += coefficients[index[k]] * value[k];
    }
    return sum;
  }

  /** The predictor for dense {@code values}. */
  public double of(double[] values) {
    double sum = offset;
    for (int j = 0; j < values.length; j++) {
      sum += coefficients[j] * values[j];
    }
    return sum;
  }
}

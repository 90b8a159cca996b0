package org.medley.models.effect.unit;

import java.io.Serializable;
import java.util.Arrays;
import java.util.stream.IntStream;
import org.apache.spark.ml.linalg.Vector;

/**
 * How covariates are standardised: of each kept column its number, mean and standard deviation over
 * the rows that are used to fit, and whether it has more than two values. Constant columns are not
 * kept.
 */
@SuppressWarnings("ArrayRecordComponent") // columns of numbers, compared by no one
public record Scale(int[] column, double[] mean, double[] deviation, boolean[] many)
    implements Serializable {

  static Scale of(ColumnMoments moments, int width) {
    int[] kept = IntStream.range(0, width).filter(j -> moments.deviation(j) > 0).toArray();
    boolean[] many = new boolean[kept.length];
    for (int k = 0; k < kept.length; k++) {
      many[k] = moments.many(kept[k]);
    }
    return new Scale(
        kept,
        Arrays.stream(kept).mapToDouble(moments::mean).toArray(),
        Arrays.stream(kept).mapToDouble(moments::deviation).toArray(),
        many);
  }

  /** Number of covariates kept. */
  public int width() {
    return column.length;
  }

  double[] standardised(Vector vector) {
    double[] values = vector.toArray();
    double[] x = new double[column.length];
    Arrays.setAll(x, k -> (values[column[k]] - mean[k]) / deviation[k]);
    return x;
  }
}

package org.medley.models.effect.unit;

import java.io.Serializable;
import java.util.Arrays;
import java.util.stream.IntStream;
import org.apache.spark.ml.linalg.Vector;

/**
 * How covariates are standardised: of each kept column its number, what is subtracted, the standard
 * deviation over the rows that are used to fit, and whether it has more than two values. Constant
 * columns are not kept. What is subtracted is the mean; but of more than 100 columns those that are
 * mostly 0 stay so, and rows are kept by what is not 0. Regressions here have a free intercept, so
 * that it makes no difference to what they predict; the mean of such a column is at most its
 * deviation, so that sums lose no digits.
 */
@SuppressWarnings("ArrayRecordComponent") // columns of numbers, compared by no one
public record Scale(int[] column, double[] centre, double[] deviation, boolean[] many)
    implements Serializable {
  private static final int FEW = 100;
  private static final double MOSTLY = 0.5;

  static Scale of(ColumnMoments moments, int width) {
    int[] kept = IntStream.range(0, width).filter(j -> moments.deviation(j) > 0).toArray();
    boolean[] many = new boolean[kept.length];
    double[] centre = new double[kept.length];
    for (int k = 0; k < kept.length; k++) {
      many[k] = moments.many(kept[k]);
      boolean zeros = kept.length > FEW && moments.filled(kept[k]) < MOSTLY;
      centre[k] = zeros ? 0 : moments.mean(kept[k]);
    }
    return new Scale(
        kept, centre, Arrays.stream(kept).mapToDouble(moments::deviation).toArray(), many);
  }

  /** Number of covariates kept. */
  public int width() {
    return column.length;
  }

  Covariates standardised(Vector vector) {
    double[] values = vector.toArray();
    double[] x = new double[column.length];
    Arrays.setAll(x, k -> (values[column[k]] - centre[k]) / deviation[k]);
    return Covariates.of(x);
  }
}

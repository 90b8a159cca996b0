package org.medley.models.hazard;

import java.io.Serializable;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;
import org.apache.spark.ml.linalg.SparseVector;
import org.apache.spark.ml.linalg.Vector;
import org.apache.spark.sql.Row;

/**
 * The rows of one partition as arrays: day, cause and weight of each row, and its covariates that
 * are not zero from {@code start[i]} to below {@code start[i + 1]}.
 */
@SuppressWarnings("ArrayRecordComponent") // columns of numbers, compared by no one
record Block(
    int[] day, int[] cause, double[] weight, int[] start, int[] index, double[] value, int width)
    implements Serializable {

  /** The rows (day, cause, weight, features) as one block; rows without weight are left out. */
  static Iterator<Block> of(Iterator<Row> rows) {
    List<Row> kept = new ArrayList<>();
    List<SparseVector> vectors = new ArrayList<>();
    int entries = 0;
    while (rows.hasNext()) {
      Row row = rows.next();
      if (row.getDouble(2) > 0) {
        SparseVector vector = ((Vector) row.get(3)).toSparse();
        kept.add(row);
        vectors.add(vector);
        entries += vector.indices().length;
      }
    }
    int n = kept.size();
    Block block =
        new Block(
            kept.stream().mapToInt(r -> r.getInt(0)).toArray(),
            kept.stream().mapToInt(r -> r.getInt(1)).toArray(),
            kept.stream().mapToDouble(r -> r.getDouble(2)).toArray(),
            new int[n + 1],
            new int[entries],
            new double[entries],
            n == 0 ? 0 : vectors.get(0).size());
    for (int i = 0; i < n; i++) {
      SparseVector vector = vectors.get(i);
      int length = vector.indices().length;
      System.arraycopy(vector.indices(), 0, block.index, block.start[i], length);
      System.arraycopy(vector.values(), 0, block.value, block.start[i], length);
      block.start[i + 1] = block.start[i] + length;
    }
    return List.of(block).iterator();
  }

  /** Number of rows. */
  int size() {
    return day.length;
  }

  /** The product of row {@code i} with {@code coefficients}. */
  double dot(int i, double[] coefficients) {
    double sum = 0;
    for (int k = start[i]; k < start[i + 1]; k++) {
      sum += value[k] * coefficients[index[k]];
    }
    return sum;
  }

  /** Adds {@code factor} times row {@code i} to {@code sums}. */
  void add(int i, double factor, double[] sums) {
    for (int k = start[i]; k < start[i + 1]; k++) {
      sums[index[k]] += factor * value[k];
    }
  }
}

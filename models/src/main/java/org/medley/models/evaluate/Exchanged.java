package org.medley.models.evaluate;

import static org.medley.models.matrix.DesignMatrix.FEATURES;

import java.io.Serializable;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.SplittableRandom;
import org.apache.spark.api.java.JavaSparkContext;
import org.apache.spark.api.java.function.FlatMapFunction;
import org.apache.spark.broadcast.Broadcast;
import org.apache.spark.ml.linalg.SQLDataTypes;
import org.apache.spark.ml.linalg.SparseVector;
import org.apache.spark.ml.linalg.Vector;
import org.apache.spark.ml.linalg.Vectors;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Encoders;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.RowFactory;
import org.apache.spark.sql.types.DataTypes;
import org.apache.spark.sql.types.StructType;
import org.medley.models.family.FittedStage;
import org.medley.models.statistics.Permutation;
import org.medley.models.statistics.Predictions;

/**
 * A bounded number of members whose values of some covariates are exchanged at random.
 *
 * @param predictions log odds as they are, sorted by subject and index time
 * @param exchange what is exchanged
 */
record Exchanged(Predictions predictions, Exchange exchange) {
  private static final StructType SCHEMA =
      new StructType()
          .add("place", DataTypes.IntegerType, false)
          .add("covariate", DataTypes.IntegerType, false)
          .add("exchange", DataTypes.IntegerType, false)
          .add(FEATURES, SQLDataTypes.VectorType(), false);

  /** Draws {@code exchanges} of the members of {@code scored}, which are collected: one action. */
  static Exchanged of(Dataset<Row> scored, int[] covariates, int exchanges, long seed) {
    List<Row> rows = new ArrayList<>(Importance.collected(scored).collectAsList());
    rows.sort(
        Comparator.<Row>comparingLong(r -> r.getLong(0)).thenComparingLong(r -> r.getLong(1)));
    Map<List<Long>, Integer> positions = new HashMap<>();
    List<double[]> values = new ArrayList<>();
    List<Integer> indices = new ArrayList<>();
    for (int j : covariates) {
      indices.add(j);
      values.add(rows.stream().mapToDouble(r -> r.<Vector>getAs(5).apply(j)).toArray());
    }
    for (int i = 0; i < rows.size(); i++) {
      positions.put(List.of(rows.get(i).getLong(0), rows.get(i).getLong(1)), i);
    }
    List<int[]> orders = new ArrayList<>();
    for (int r = 0; r < exchanges; r++) {
      orders.add(Permutation.of(rows.size(), new SplittableRandom(seed + r)));
    }
    Predictions predictions =
        new Predictions(
            rows.stream().mapToLong(r -> r.getLong(0)).toArray(),
            rows.stream().mapToDouble(r -> r.getDouble(2)).toArray(),
            rows.stream().mapToDouble(r -> r.getDouble(4)).toArray(),
            rows.stream().mapToDouble(r -> r.getDouble(3)).toArray());
    return new Exchanged(predictions, new Exchange(positions, indices, values, orders));
  }

  /** Log odds by covariate, exchange and place; one action. */
  double[][][] scores(FittedStage stage, Dataset<Row> rows) {
    JavaSparkContext context =
        JavaSparkContext.fromSparkContext(rows.sparkSession().sparkContext());
    Broadcast<Exchange> shared = context.broadcast(exchange);
    FlatMapFunction<Row, Row> copies = row -> shared.value().copies(row).iterator();
    Dataset<Row> exchanged =
        rows.select(Importance.key(), org.apache.spark.sql.functions.col(FEATURES))
            .flatMap(copies, Encoders.row(SCHEMA));
    double[][][] scores =
        new double[exchange.covariates.size()][exchange.orders.size()][predictions.size()];
    for (Row row :
        stage
            .score(exchanged)
            .select("place", "covariate", "exchange", FittedStage.RAW)
            .collectAsList()) {
      scores[row.getInt(1)][row.getInt(2)][row.getInt(0)] = row.getDouble(3);
    }
    shared.destroy();
    return scores;
  }

  /** {@code features} with {@code value} at {@code index}. */
  static Vector with(Vector features, int index, double value) {
    SparseVector x = features.toSparse();
    int[] at = x.indices();
    int found = java.util.Arrays.binarySearch(at, index);
    double[] values = x.values().clone();
    if (found >= 0) {
      values[found] = value;
      return Vectors.sparse(x.size(), at, values);
    }
    if (value == 0) {
      return x;
    }
    int place = -found - 1;
    int[] longer = new int[at.length + 1];
    double[] more = new double[at.length + 1];
    System.arraycopy(at, 0, longer, 0, place);
    System.arraycopy(values, 0, more, 0, place);
    longer[place] = index;
    more[place] = value;
    System.arraycopy(at, place, longer, place + 1, at.length - place);
    System.arraycopy(values, place, more, place + 1, at.length - place);
    return Vectors.sparse(x.size(), longer, more);
  }

  /**
   * What is exchanged.
   *
   * @param positions place of each member, by subject and microseconds of the index time
   * @param covariates indices of the covariates
   * @param values of each covariate by place
   * @param orders for each exchange the place whose value each member gets
   */
  record Exchange(
      Map<List<Long>, Integer> positions,
      List<Integer> covariates,
      List<double[]> values,
      List<int[]> orders)
      implements Serializable {
    /** The member of {@code row} with each covariate exchanged in each way. */
    private List<Row> copies(Row row) {
      Row key = row.getStruct(0);
      int place = positions.get(List.of(key.getLong(0), key.getLong(1)));
      Vector features = row.getAs(1);
      List<Row> copies = new ArrayList<>();
      for (int j = 0; j < covariates.size(); j++) {
        for (int r = 0; r < orders.size(); r++) {
          double value = values.get(j)[orders.get(r)[place]];
          copies.add(RowFactory.create(place, j, r, with(features, covariates.get(j), value)));
        }
      }
      return copies;
    }
  }
}

package org.medley.models.monitor;

import static org.apache.spark.sql.functions.array;
import static org.apache.spark.sql.functions.array_size;
import static org.apache.spark.sql.functions.broadcast;
import static org.apache.spark.sql.functions.col;
import static org.apache.spark.sql.functions.count;
import static org.apache.spark.sql.functions.filter;
import static org.apache.spark.sql.functions.lit;
import static org.apache.spark.sql.functions.percentile;
import static org.apache.spark.sql.functions.when;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import org.apache.spark.sql.Column;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.RowFactory;
import org.apache.spark.sql.types.DataTypes;
import org.apache.spark.sql.types.StructType;

/**
 * Bins of the values of each covariate, cut at the deciles of the reference: a value belongs to the
 * bin of the decile at or above it, and equal deciles are one. Values that are absent, which are
 * zero or missing, have a bin of their own, which the caller counts.
 *
 * @param edges distinct deciles of each covariate, ascending, by its index
 */
record Bins(Map<Integer, double[]> edges) {
  /** Column: the index of a covariate. */
  static final String INDEX = "index";

  /** Column: its value. */
  static final String VALUE = "value";

  private static final int DECILES = 10;
  private static final String EDGES = "edges";
  private static final String BIN = "bin";
  private static final StructType SCHEMA =
      new StructType()
          .add(INDEX, DataTypes.IntegerType, false)
          .add(EDGES, DataTypes.createArrayType(DataTypes.DoubleType, false), false);

  /** The bins of {@code reference}, rows of index and value. Triggers one action. */
  static Bins of(Dataset<Row> reference) {
    Column[] deciles =
        IntStream.range(1, DECILES).mapToObj(k -> lit(k / (double) DECILES)).toArray(Column[]::new);
    Map<Integer, double[]> edges = new HashMap<>();
    reference
        .groupBy(INDEX)
        .agg(percentile(col(VALUE), array(deciles)).as(EDGES))
        .collectAsList()
        .forEach(
            row ->
                edges.put(
                    row.getInt(0),
                    row.<Double>getList(1).stream()
                        .mapToDouble(Double::doubleValue)
                        .distinct()
                        .toArray()));
    return new Bins(edges);
  }

  /** How many bins the covariate {@code index} has. */
  int size(int index) {
    return edges.getOrDefault(index, new double[0]).length + 1;
  }

  /**
   * Rows by bin of each covariate for each value of {@code side}. Triggers one action, whose result
   * grows with the covariates alone.
   *
   * @param rows with index, value and {@code side}, an integer
   */
  Map<Integer, Map<Integer, long[]>> counts(Dataset<Row> rows, String side) {
    List<Row> table = new ArrayList<>();
    edges.forEach((index, cuts) -> table.add(RowFactory.create(index, cuts)));
    Dataset<Row> cuts = rows.sparkSession().createDataFrame(table, SCHEMA);
    Column below = filter(col(EDGES), edge -> edge.lt(col(VALUE)));
    Map<Integer, Map<Integer, long[]>> counts = new HashMap<>();
    rows.join(broadcast(cuts), new String[] {INDEX}, "left")
        .groupBy(
            col(side),
            col(INDEX),
            when(col(EDGES).isNull(), 0).otherwise(array_size(below)).as(BIN))
        .agg(count(lit(1)))
        .collectAsList()
        .forEach(
            row ->
                counts.computeIfAbsent(row.getInt(0), any -> new HashMap<>())
                        .computeIfAbsent(row.getInt(1), index -> new long[size(index)])[
                        row.getInt(2)] =
                    row.getLong(3));
    return counts;
  }
}

package org.medley.models.effect.unit;

import static org.apache.spark.sql.functions.coalesce;
import static org.apache.spark.sql.functions.col;
import static org.apache.spark.sql.functions.count;
import static org.apache.spark.sql.functions.countDistinct;
import static org.apache.spark.sql.functions.lit;
import static org.apache.spark.sql.functions.xxhash64;
import static org.medley.models.effect.unit.UnitColumns.ARM;
import static org.medley.models.effect.unit.UnitColumns.FEATURES;
import static org.medley.models.effect.unit.UnitColumns.OUTCOME;
import static org.medley.models.effect.unit.UnitColumns.ROW;
import static org.medley.models.effect.unit.UnitColumns.SAMPLING;
import static org.medley.models.effect.unit.UnitColumns.SUBJECT;
import static org.medley.models.effect.unit.UnitColumns.WEIGHT;

import java.util.Arrays;
import java.util.List;
import org.apache.spark.api.java.JavaRDD;
import org.apache.spark.ml.linalg.Vector;
import org.apache.spark.sql.Column;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.storage.StorageLevel;

/**
 * The rows of a study, kept in memory (or on disk where it is too small) until closed.
 *
 * @param all every row
 * @param used the rows with known arm and outcome
 * @param scale how covariates were standardised
 * @param folds number of folds for cross-fitting
 * @param arms number of arms
 * @param rows how many are used
 * @param subjects how many these belong to
 */
public record Units(
    JavaRDD<Unit> all,
    JavaRDD<Unit> used,
    Scale scale,
    int folds,
    int arms,
    long rows,
    long subjects)
    implements AutoCloseable {

  private static final int FEWEST_PARTS = 2;
  private static final int ROWS_OF_A_PART = 5_000;

  /**
   * Of {@code data} with the columns of {@link UnitColumns}. Triggers four actions; none brings
   * rows to the driver.
   *
   * @throws IllegalArgumentException if an arm has nobody with a known outcome
   */
  public static Units of(Dataset<Row> data, int arms, int folds, long seed) {
    Column sampling = Arrays.asList(data.columns()).contains(SAMPLING) ? col(SAMPLING) : lit(1.0);
    Column known = col(ARM).isNotNull().and(col(OUTCOME).isNotNull()).and(sampling.isNotNull());
    Dataset<Row> used = data.where(known);
    List<Row> counts =
        used.groupBy(col(ARM))
            .agg(count(lit(1)).as("rows"), countDistinct(col(SUBJECT)).as("subjects"))
            .collectAsList();
    if (counts.size() < arms) {
      throw new IllegalArgumentException("Every arm needs rows with a known outcome.");
    }
    long smallest = counts.stream().mapToLong(r -> r.getLong(2)).min().orElse(0);
    Dataset<Row> drawn = Folds.of(used, smallest, folds, seed);
    Dataset<Row> rest = data.where(known.unary_$bang()).withColumn(Folds.FOLD, lit(-1));
    Column[] columns = columns(sampling);
    long size = counts.stream().mapToLong(r -> r.getLong(1)).sum();
    JavaRDD<Row> rows = drawn.select(columns).unionAll(rest.select(columns)).toJavaRDD();
    JavaRDD<Row> kept = rows.coalesce(parts(size)).persist(StorageLevel.MEMORY_AND_DISK());
    try {
      JavaRDD<Row> fitted = kept.filter(row -> row.getInt(3) >= 0);
      Vector first = (Vector) fitted.first().get(6);
      ColumnMoments moments =
          fitted
              .treeAggregate(
                  new ColumnMoments(first.toArray()),
                  (sums, row) -> sums.add((Vector) row.get(6)),
                  ColumnMoments::merge)
              .complete();
      Scale scale = Scale.of(moments, first.size());
      JavaRDD<Unit> all = kept.map(row -> unit(row, scale)).persist(StorageLevel.MEMORY_AND_DISK());
      JavaRDD<Unit> units = all.filter(Unit::used);
      long subjects = units.map(Unit::subject).distinct().count();
      return new Units(all, units, scale, folds, arms, units.count(), subjects);
    } finally {
      kept.unpersist(false);
    }
  }

  /**
   * A fit is hundreds of passes over the rows, and a pass costs by its parts where they are small.
   * Independent of the machine, so that sums are taken in the same order.
   */
  private static int parts(long rows) {
    return (int) Math.min(Integer.MAX_VALUE, Math.max(FEWEST_PARTS, rows / ROWS_OF_A_PART));
  }

  private static Column[] columns(Column sampling) {
    return new Column[] {
      col(ROW),
      xxhash64(col(SUBJECT)).as(SUBJECT),
      coalesce(col(ARM), lit(-1)).as(ARM),
      col(Folds.FOLD),
      coalesce(col(OUTCOME), lit(0.0)).as(OUTCOME),
      col(WEIGHT),
      col(FEATURES),
      coalesce(sampling, lit(1.0))
    };
  }

  private static Unit unit(Row row, Scale scale) {
    return new Unit(
        row.getLong(0),
        row.getLong(1),
        row.getInt(2),
        row.getInt(3),
        row.getDouble(4),
        row.getDouble(5),
        scale.standardised((Vector) row.get(6)),
        row.getDouble(7));
  }

  /** Whether some subject has several rows. */
  public boolean repeated() {
    return subjects < rows;
  }

  @Override
  public void close() {
    all.unpersist(false);
  }
}

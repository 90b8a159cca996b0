package org.medley.jobs.lake;

import static org.apache.spark.sql.functions.col;
import static org.apache.spark.sql.functions.lit;
import static org.apache.spark.sql.functions.struct;

import io.delta.tables.DeltaTable;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import org.apache.spark.sql.Column;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.SparkSession;
import org.apache.spark.sql.functions;
import org.apache.spark.sql.types.StructType;
import org.medley.features.contract.TableContract;

/**
 * Removes and adds rows of one slice in one commit. With deletion vectors, files with removed rows
 * are marked and not written again.
 */
final class SliceMerge {
  private static final String KEY = "_key_";
  private static final String ROW = "_row";
  private static final String APP_ID = "spark.databricks.delta.write.txnAppId";
  private static final String APP_VERSION = "spark.databricks.delta.write.txnVersion";
  private static final String METADATA = "spark.databricks.delta.commitInfo.userMetadata";

  private final SparkSession spark;
  private final String path;
  private final TableContract table;
  private final String slice;

  private SliceMerge(SparkSession spark, String path, TableContract table, String slice) {
    this.spark = spark;
    this.path = path;
    this.table = table;
    this.slice = slice;
  }

  static SliceMerge of(SparkSession spark, String path, TableContract table, String slice) {
    return new SliceMerge(spark, path, table, slice);
  }

  /** Rows with any of the values of {@code removed} go, {@code added} come. */
  void run(Dataset<Row> removed, Dataset<Row> added, Ticket ticket, String mark) {
    List<String> keys = Arrays.asList(removed.columns());
    StructType keyTypes = removed.schema();
    List<Column> gone = new ArrayList<>();
    List<Column> come = new ArrayList<>();
    for (String key : keys) {
      gone.add(col(key).as(KEY + key));
      come.add(lit(null).cast(keyTypes.apply(key).dataType()).as(KEY + key));
    }
    gone.add(lit(null).cast(table.schema()).as(ROW));
    come.add(struct(columns(added)).as(ROW));
    Dataset<Row> source =
        removed
            .select(gone.toArray(Column[]::new))
            .unionByName(added.select(come.toArray(Column[]::new)));
    Column same =
        keys.stream()
            .map(key -> col("t." + key).equalTo(col("s." + KEY + key)))
            .reduce(Column::and)
            .orElseThrow();
    Column own = table.slice().map(column -> col("t." + column).equalTo(slice)).orElse(lit(true));
    Map<String, Column> values =
        Arrays.stream(table.schema().fieldNames())
            .collect(
                Collectors.toMap(
                    name -> name,
                    name -> col("s." + ROW).getField(name),
                    (first, second) -> first,
                    LinkedHashMap::new));
    set(ticket, mark);
    try {
      DeltaTable.forPath(spark, path)
          .as("t")
          .merge(source.as("s"), own.and(same))
          .whenMatched()
          .delete()
          .whenNotMatched(col("s." + ROW).isNotNull())
          .insert(values)
          .execute();
    } finally {
      unset();
    }
  }

  private static Column[] columns(Dataset<Row> rows) {
    return Arrays.stream(rows.columns()).map(functions::col).toArray(Column[]::new);
  }

  /** A merge takes these from the session only; every step has a session of its own. */
  private void set(Ticket ticket, String mark) {
    spark.conf().set(APP_ID, ticket.appId());
    spark.conf().set(APP_VERSION, ticket.version());
    spark.conf().set(METADATA, mark);
  }

  private void unset() {
    List.of(APP_ID, APP_VERSION, METADATA).forEach(spark.conf()::unset);
  }
}

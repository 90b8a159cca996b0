package org.medley.jobs.lake;

import static org.apache.spark.sql.functions.broadcast;
import static org.apache.spark.sql.functions.col;
import static org.apache.spark.sql.functions.lit;

import io.delta.tables.DeltaTable;
import java.util.Arrays;
import java.util.List;
import org.apache.spark.sql.Column;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.SparkSession;
import org.medley.features.contract.TableContract;

/**
 * Removes rows of one slice in one commit. With deletion vectors, files with removed rows are
 * marked and not written again.
 *
 * @param spark the session
 * @param path where the table lies
 * @param table its contract
 * @param slice the slice
 */
record SliceRemoval(SparkSession spark, String path, TableContract table, String slice) {
  static final String METADATA = "spark.databricks.delta.commitInfo.userMetadata";

  private static final String APP_ID = "spark.databricks.delta.write.txnAppId";
  private static final String APP_VERSION = "spark.databricks.delta.write.txnVersion";

  /** As many keys are sent to every task, where more are shuffled. */
  private static final long BROADCAST_ROWS = 500_000;

  /**
   * Removes the rows with any of the values of {@code removed}, which are distinct.
   *
   * @return how many there were; without any there is no commit
   */
  long run(Dataset<Row> removed, Ticket ticket, String mark) {
    Dataset<Row> keys = removed.transform(Checkpoints::of);
    boolean few = keys.count() <= BROADCAST_ROWS;
    Column same =
        Arrays.stream(removed.columns())
            .map(key -> col("t." + key).equalTo(col("s." + key)))
            .reduce(inPartitions(keys), Column::and);
    spark.conf().set(APP_ID, ticket.appId());
    spark.conf().set(APP_VERSION, ticket.version());
    spark.conf().set(METADATA, mark);
    try {
      return DeltaTable.forPath(spark, path)
          .as("t")
          .merge((few ? broadcast(keys) : keys).as("s"), same)
          .whenMatched()
          .delete()
          .execute()
          .first()
          .getLong(0);
    } finally {
      // A merge takes these from the session only, and so would any other write after it.
      List.of(APP_ID, APP_VERSION, METADATA).forEach(spark.conf()::unset);
    }
  }

  /** That a row lies in the slice and, where keys say more of the partition, in one of theirs. */
  private Column inPartitions(Dataset<Row> keys) {
    Column own = table.slice().map(column -> col("t." + column).equalTo(slice)).orElse(lit(true));
    for (String partition : table.partitions()) {
      if (List.of(keys.columns()).contains(partition)) {
        Object[] values =
            keys.select(partition).distinct().collectAsList().stream()
                .map(row -> row.get(0))
                .toArray();
        own = own.and(col("t." + partition).isin(values));
      }
    }
    return own;
  }
}

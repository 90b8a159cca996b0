package org.medley.jobs.lake;

import org.apache.spark.SparkContext;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.storage.StorageLevel;

/**
 * Rows that are computed once and then forget where they came from.
 *
 * <p>Decision: they stay with the executors, and on a cluster each block with two of them. Spark
 * cannot compute the rows of a local checkpoint again, so with one copy a night would fail when one
 * executor dies. Rejected: a checkpoint in files, which computes everything twice and must be swept
 * after a crash.
 */
public final class Checkpoints {
  private Checkpoints() {}

  /** {@code rows}, computed now: runs a Spark job. */
  public static Dataset<Row> of(Dataset<Row> rows) {
    return rows.localCheckpoint(true, level(rows.sparkSession().sparkContext()));
  }

  private static StorageLevel level(SparkContext context) {
    return level(context.isLocal());
  }

  static StorageLevel level(boolean oneProcess) {
    return oneProcess ? StorageLevel.MEMORY_AND_DISK() : StorageLevel.MEMORY_AND_DISK_2();
  }
}

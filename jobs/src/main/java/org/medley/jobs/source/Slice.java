package org.medley.jobs.source;

import static org.apache.spark.sql.functions.col;

import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;

/** The rows of one source in one table, as they stand at one moment. */
public interface Slice {
  /** All of them. */
  Dataset<Row> rows();

  /** How many of them came last. */
  long landed();

  /**
   * Those whose {@code column}, a whole number, is at least {@code least}. A slice may know where
   * these lie without reading the others.
   */
  default Dataset<Row> rowsFrom(String column, long least) {
    return rows().where(col(column).geq(least));
  }
}

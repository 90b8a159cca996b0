package org.medley.jobs.source;

import static org.apache.spark.sql.functions.col;

import java.util.Set;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;

/**
 * The rows of one source in one table, as they stand at one moment. Those that a whole number tells
 * apart may lie in some files alone; a slice that knows does not read the others.
 */
public interface Slice {
  /** All rows. */
  Dataset<Row> rows();

  /** Those whose {@code column} is at least {@code least}. */
  default Dataset<Row> rowsFrom(String column, long least) {
    return rows().where(col(column).geq(least));
  }

  /** Those whose {@code column} is one of {@code values}. */
  default Dataset<Row> rowsAmong(String column, Set<Long> values) {
    return rows().where(col(column).isin(values.toArray()));
  }
}

package org.medley.jobs.source;

import java.util.Optional;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;

/**
 * How a slice of a table changes.
 *
 * @param removed distinct values of some columns of the table; rows with any of them go; empty:
 *     none
 * @param added rows that come, under the table's contract
 */
public record Change(Optional<Dataset<Row>> removed, Dataset<Row> added) {
  /** Rows that come, while none go. */
  public static Change adding(Dataset<Row> added) {
    return new Change(Optional.empty(), added);
  }

  /** Rows with any of the values of {@code removed} go, others come. */
  public static Change replacing(Dataset<Row> removed, Dataset<Row> added) {
    return new Change(Optional.of(removed), added);
  }
}

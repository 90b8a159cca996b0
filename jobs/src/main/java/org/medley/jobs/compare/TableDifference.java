package org.medley.jobs.compare;

import java.util.Map;

/**
 * How one table differs between two releases. Counts of rows only, never a key or a value.
 *
 * @param table name of the table
 * @param rowsBefore rows in the older release
 * @param rowsAfter rows in the newer release
 * @param added rows whose key only the newer one has; of a table without key: rows
 * @param removed the same of the older one
 * @param changed rows of both whose values differ; always 0 for a table without key
 * @param columns in how many of the changed rows each column differs, of columns that do
 */
public record TableDifference(
    String table,
    long rowsBefore,
    long rowsAfter,
    long added,
    long removed,
    long changed,
    Map<String, Long> columns) {
  /** Whether both releases hold the same rows. */
  public boolean isNone() {
    return added == 0 && removed == 0 && changed == 0;
  }
}

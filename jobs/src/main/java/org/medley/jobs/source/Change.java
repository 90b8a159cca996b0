package org.medley.jobs.source;

import java.util.Optional;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;

/**
 * How a slice of a table changes.
 *
 * @param removed distinct values of some columns of the table; rows with any of them go; empty:
 *     none
 * @param added rows that come, under the table's contract; empty: none
 */
public record Change(Optional<Dataset<Row>> removed, Optional<Dataset<Row>> added) {}

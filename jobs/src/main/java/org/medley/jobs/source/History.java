package org.medley.jobs.source;

import java.time.Instant;
import java.util.function.Function;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.SparkSession;
import org.medley.features.contract.TableContract;

/**
 * What earlier loads of a source left, for a format that adds to it.
 *
 * @param previous the source's slice of a table as the last load left it; empty before the first
 * @param load number of this load of the source, from 1
 * @param asOf end of the logical date, for extracts that do not say when they were made
 * @param rebuild whether what earlier loads left is to be read anew, since code or settings changed
 * @param replay whether lines in quarantine are to be tried again
 */
public record History(
    Function<TableContract, Dataset<Row>> previous,
    long load,
    Instant asOf,
    boolean rebuild,
    boolean replay) {
  /** Before the first load. */
  public static History none(SparkSession spark) {
    return new History(
        table -> spark.createDataFrame(java.util.List.of(), table.schema()),
        1,
        Instant.EPOCH,
        false,
        false);
  }

  /** Whether the results replace what is there instead of adding to it. */
  public boolean replaces() {
    return rebuild || load == 1;
  }
}

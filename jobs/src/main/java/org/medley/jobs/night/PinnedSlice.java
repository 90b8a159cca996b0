package org.medley.jobs.night;

import java.util.Set;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.medley.features.contract.TableContract;
import org.medley.jobs.lake.Lake;
import org.medley.jobs.lake.Output;
import org.medley.jobs.source.Slice;

/**
 * A slice in the lake as one step left it.
 *
 * @param lake the lake
 * @param table the table
 * @param output where the slice stands
 */
record PinnedSlice(Lake lake, TableContract table, Output output) implements Slice {
  @Override
  public Dataset<Row> rows() {
    return lake.read(table, output);
  }

  @Override
  public Dataset<Row> rowsFrom(String column, long least) {
    return lake.readFrom(table, output, column, least);
  }

  @Override
  public Dataset<Row> rowsAmong(String column, Set<Long> values) {
    return lake.readAmong(table, output, column, values);
  }
}

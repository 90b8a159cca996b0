package org.medley.jobs.source;

import java.util.Map;
import java.util.function.Supplier;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.medley.features.contract.TableContract;

/**
 * What an ingestion gives. Closing it frees what was kept for the datasets.
 *
 * @param tables rows of this source for each table, under its contract
 * @param quarantine rejected lines, under {@code clinical.quarantine}
 * @param accounts one row per file that has lines: file, lines, accepted, superseded, duplicate,
 *     quarantined, blank; lines is the sum of the others
 * @param notes what people should know of the extract; to be asked once the tables were written
 * @param release frees what the datasets hold
 */
public record Ingestion(
    Map<TableContract, Dataset<Row>> tables,
    Dataset<Row> quarantine,
    Dataset<Row> accounts,
    Supplier<Map<String, String>> notes,
    Runnable release)
    implements AutoCloseable {
  /** An ingestion without notes. */
  public Ingestion(
      Map<TableContract, Dataset<Row>> tables,
      Dataset<Row> quarantine,
      Dataset<Row> accounts,
      Runnable release) {
    this(tables, quarantine, accounts, Map::of, release);
  }

  @Override
  public void close() {
    release.run();
  }
}

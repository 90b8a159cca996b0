package org.medley.jobs.source;

import java.util.Map;
import java.util.function.Supplier;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.medley.features.contract.TableContract;

/**
 * What an ingestion gives. Closing it frees what was kept for the datasets.
 *
 * @param tables rows of this source for each table that it replaces, under its contract
 * @param changes what changes in each table that it adds to
 * @param quarantine rejected lines, under {@code clinical.quarantine}: all of the source that are
 *     still rejected
 * @param accounts one row per file whose lines were read: file, lines, accepted, superseded,
 *     duplicate, quarantined, blank; lines is the sum of the others
 * @param replayed the same of lines that were in quarantine and were tried again
 * @param notes what people should know of the extract; to be asked once the tables were written
 * @param release frees what the datasets hold
 */
public record Ingestion(
    Map<TableContract, Dataset<Row>> tables,
    Map<TableContract, Change> changes,
    Dataset<Row> quarantine,
    Dataset<Row> accounts,
    Dataset<Row> replayed,
    Supplier<Map<String, String>> notes,
    Runnable release)
    implements AutoCloseable {
  /** An ingestion that adds to what earlier loads left. */
  public Ingestion(
      Map<TableContract, Dataset<Row>> tables,
      Map<TableContract, Change> changes,
      Dataset<Row> quarantine,
      Dataset<Row> accounts,
      Dataset<Row> replayed,
      Runnable release) {
    this(tables, changes, quarantine, accounts, replayed, Map::of, release);
  }

  /** An ingestion that replaces everything, with notes. */
  public Ingestion(
      Map<TableContract, Dataset<Row>> tables,
      Dataset<Row> quarantine,
      Dataset<Row> accounts,
      Supplier<Map<String, String>> notes,
      Runnable release) {
    this(tables, Map.of(), quarantine, accounts, accounts.limit(0), notes, release);
  }

  /** An ingestion that replaces everything, without notes. */
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

package org.medley.jobs.source;

import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.medley.features.contract.TableContract;
import org.medley.jobs.lake.Checkpoints;

/**
 * Where a format of very many lines puts them before it settles what becomes of each, so that they
 * are read once. Nobody else sees them until the step that reads the source has ended.
 */
@FunctionalInterface
public interface Lander {
  /**
   * Adds {@code rows} to the source's slice of {@code table}, or puts them in its place where
   * {@link History#replaces}.
   */
  Landed land(TableContract table, Dataset<Row> rows);

  /**
   * What has landed.
   *
   * @param slice the source's slice as it is then
   * @param rows how many rows were added
   */
  record Landed(Slice slice, long rows) {}

  /** Keeps rows in memory, behind what {@code history} left. */
  static Lander inMemory(History history) {
    return (table, rows) -> {
      Dataset<Row> landed = rows.transform(Checkpoints::of);
      Dataset<Row> all =
          history.replaces() ? landed : history.previous().apply(table).unionByName(landed);
      return new Landed(() -> all, landed.count());
    };
  }
}

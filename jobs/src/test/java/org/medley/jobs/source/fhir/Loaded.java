package org.medley.jobs.source.fhir;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.medley.features.contract.TableContract;
import org.medley.jobs.source.Change;
import org.medley.jobs.source.Ingestion;
import org.medley.jobs.source.Lander;
import org.medley.jobs.source.Source;
import org.medley.jobs.source.SourceInput;

/**
 * A first load that is kept in memory.
 *
 * @param ingestion what it gave
 * @param landed what it put somewhere before
 */
record Loaded(Ingestion ingestion, Map<TableContract, Lander.Landed> landed)
    implements AutoCloseable {
  static Loaded of(Source source, SourceInput input) {
    Map<TableContract, Lander.Landed> landed = new ConcurrentHashMap<>();
    Lander memory = Lander.inMemory(input.history());
    Lander noting =
        (table, rows) -> {
          landed.put(table, memory.land(table, rows));
          return landed.get(table);
        };
    SourceInput noted =
        new SourceInput(
            input.spark(),
            input.settings(),
            input.files(),
            input.links(),
            input.runId(),
            input.history(),
            noting);
    return new Loaded(source.ingest(noted), landed);
  }

  /** The rows of {@code table} after the load. */
  Dataset<Row> table(TableContract table) {
    Dataset<Row> whole = ingestion.tables().get(table);
    if (whole != null) {
      return whole;
    }
    Dataset<Row> rows = landed.get(table).slice().rows();
    Change change = ingestion.changes().get(table);
    List<Dataset<Row>> parts = new ArrayList<>();
    if (change == null) {
      return rows;
    }
    parts.add(
        change
            .removed()
            .map(removed -> rows.join(removed, removed.columns(), "left_anti"))
            .orElse(rows));
    change.added().ifPresent(parts::add);
    return parts.stream().reduce(Dataset::unionByName).orElseThrow();
  }

  @Override
  public void close() {
    ingestion.close();
  }
}

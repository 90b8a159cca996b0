package org.medley.jobs.release;

import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeSet;
import java.util.stream.Collectors;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.SparkSession;
import org.medley.features.contract.TableContract;
import org.medley.jobs.control.Release;
import org.medley.jobs.lake.Lake;
import org.medley.jobs.lake.Output;

/**
 * The tables of one release as views of the same name ({@code published.risk}). Each view reads the
 * pinned versions of its slices, so every query sees one consistent state, whatever a night writes
 * meanwhile.
 */
public final class ReleaseTables {
  private final SparkSession spark;
  private final Lake lake;
  private final Map<String, List<Output>> pins;
  private final TableNames known;

  /**
   * The tables of {@code release}.
   *
   * @param contracts all contracts; those that the release does not pin are empty views
   */
  public ReleaseTables(
      SparkSession spark, Lake lake, Release release, Collection<TableContract> contracts) {
    this.spark = spark;
    this.lake = lake;
    this.pins =
        release.pins().stream()
            .collect(Collectors.groupingBy(Output::table, LinkedHashMap::new, Collectors.toList()));
    this.known = new TableNames(contracts);
  }

  /** All tables, by name. */
  public TableNames known() {
    return known;
  }

  /** The names of all tables. */
  public List<String> names() {
    return known.names();
  }

  /** The contract of {@code name}; empty if there is no such table. */
  public Optional<TableContract> contract(String name) {
    return known.contract(name);
  }

  /** Rows of {@code name} in this release. */
  public long rows(String name) {
    return pins.getOrDefault(name, List.of()).stream().mapToLong(Output::rows).sum();
  }

  /** The rows of {@code name} in this release. */
  public Dataset<Row> read(String name) {
    TableContract table = known.contract(name).orElseThrow();
    return pins.getOrDefault(name, List.of()).stream()
        .map(output -> lake.read(table, output))
        .reduce(Dataset::unionByName)
        .orElseGet(() -> lake.empty(table));
  }

  /** Makes the tables {@code names} visible in the session. */
  public void show(Collection<String> names) {
    new TreeSet<>(names.stream().map(name -> name.split("\\.", 2)[0]).toList())
        .forEach(schema -> spark.sql("CREATE DATABASE IF NOT EXISTS `" + schema + "`"));
    names.forEach(name -> spark.sql("CREATE OR REPLACE VIEW " + name + " AS " + query(name)));
  }

  private String query(String name) {
    TableContract table = known.contract(name).orElseThrow();
    String columns =
        java.util.Arrays.stream(table.schema().fieldNames())
            .map(column -> "`" + column + "`")
            .collect(Collectors.joining(", "));
    List<Output> outputs = pins.getOrDefault(name, List.of());
    if (outputs.isEmpty()) {
      return "SELECT " + nulls(table) + " WHERE false";
    }
    return outputs.stream()
        .map(output -> select(table, columns, output))
        .collect(Collectors.joining(" UNION ALL "));
  }

  private String select(TableContract table, String columns, Output output) {
    String from =
        "SELECT %s FROM delta.`%s` VERSION AS OF %d"
            .formatted(columns, lake.path(table), output.version());
    return table
        .slice()
        .map(column -> from + " WHERE `" + column + "` = '" + output.slice() + "'")
        .orElse(from);
  }

  private static String nulls(TableContract table) {
    return java.util.Arrays.stream(table.schema().fields())
        .map(f -> "CAST(NULL AS " + f.dataType().sql() + ") AS `" + f.name() + "`")
        .collect(Collectors.joining(", "));
  }
}

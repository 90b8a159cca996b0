package org.medley.jobs.sql;

import java.io.IOException;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.stream.Collectors;
import org.apache.spark.sql.types.StructField;
import org.medley.features.contract.TableContract;
import org.medley.jobs.lake.Output;
import org.medley.jobs.lake.TableLog;

/** One table of a release as a query on its files: the columns of the contract, in its order. */
final class LocalTable {
  private final Connection duck;
  private final Path root;
  private final TableContract table;
  private final boolean zones;

  /** The table of the lake at {@code root}, whose instants are shown as such. */
  LocalTable(Connection duck, Path root, TableContract table) {
    this(duck, root, table, true);
  }

  private LocalTable(Connection duck, Path root, TableContract table, boolean zones) {
    this.duck = duck;
    this.root = root;
    this.table = table;
    this.zones = zones;
  }

  /** The same with instants shown as times in UTC without a zone. */
  LocalTable withoutZones() {
    return new LocalTable(duck, root, table, false);
  }

  /**
   * The query.
   *
   * @param pins the slices of the table that the release pins; none: no rows
   * @throws NotServed if rows of it are marked as removed, or a column has no type here
   */
  String query(List<Output> pins) throws IOException, SQLException, NotServed {
    List<String> relations = new ArrayList<>(List.of("SELECT " + typed() + " WHERE false"));
    for (Output pin : pins) {
      relations.addAll(relations(pin));
    }
    return "SELECT %s FROM (%s)"
        .formatted(columns(), String.join(" UNION ALL BY NAME ", relations));
  }

  private List<String> relations(Output pin) throws IOException, SQLException, NotServed {
    Path folder = root.resolve(table.name().replace('.', '/'));
    Optional<LocalLog> log = LocalLog.read(duck, folder, Optional.of(pin.version()));
    if (log.isEmpty()) {
      throw new IOException("the table " + table.name() + " is missing");
    }
    Map<Map<String, String>, List<String>> byPartition = new java.util.LinkedHashMap<>();
    for (TableLog.DataFile file : log.get().files()) {
      Map<String, String> partition = new TreeMap<>(file.partition());
      boolean wanted =
          table.slice().map(column -> pin.slice().equals(partition.get(column))).orElse(true);
      if (wanted) {
        if (!file.deletions().isEmpty()) {
          throw new NotServed("rows of " + table.name() + " are marked as removed");
        }
        byPartition.computeIfAbsent(partition, any -> new ArrayList<>()).add(log.get().path(file));
      }
    }
    return byPartition.entrySet().stream().map(LocalTable::relation).toList();
  }

  private static String relation(Map.Entry<Map<String, String>, List<String>> files) {
    String constants =
        files.getKey().entrySet().stream()
            .map(value -> DuckDb.text(value.getValue()) + " AS " + DuckDb.name(value.getKey()))
            .collect(Collectors.joining(", "));
    return "SELECT %s FROM %s"
        .formatted(
            constants.isEmpty() ? "*" : constants + ", *",
            DuckDb.parquet(files.getValue().stream()));
  }

  private String columns() throws NotServed {
    List<String> columns = new ArrayList<>();
    for (StructField field : table.schema().fields()) {
      String name = DuckDb.name(field.name());
      String shown = zones ? type(field) : type(field).replace("TIMESTAMPTZ", "TIMESTAMP");
      columns.add("CAST(%s AS %s) AS %s".formatted(name, shown, name));
    }
    return String.join(", ", columns);
  }

  private String typed() throws NotServed {
    List<String> columns = new ArrayList<>();
    for (StructField field : Arrays.asList(table.schema().fields())) {
      columns.add("CAST(NULL AS %s) AS %s".formatted(type(field), DuckDb.name(field.name())));
    }
    return String.join(", ", columns);
  }

  private String type(StructField field) throws NotServed {
    return DuckTypes.of(field.dataType())
        .orElseThrow(
            () ->
                new NotServed(
                    "column %s of %s has a type of Spark's own"
                        .formatted(field.name(), table.name())));
  }
}

package org.medley.jobs.source.fhir;

import static org.apache.spark.sql.functions.coalesce;
import static org.apache.spark.sql.functions.lit;

import java.util.Comparator;
import java.util.List;
import org.apache.spark.sql.Column;
import org.apache.spark.sql.functions;
import org.apache.spark.sql.types.DataTypes;

/**
 * Columns of a view that stand in for each other: {@code name}, {@code name_1}, {@code name_2} and
 * so on.
 *
 * @param columns the columns of the view
 */
record Candidates(List<String> columns) {
  /** The candidates for {@code name}, in their order. */
  List<String> of(String name) {
    return columns.stream()
        .filter(column -> column.matches(name + "(_[0-9]+)?"))
        .sorted(Comparator.comparingInt(column -> order(column, name)))
        .toList();
  }

  /** The first candidate that is not null; null if there is none. */
  Column first(String name) {
    return first(of(name).stream().map(functions::col).toList());
  }

  /** The first of {@code columns} that is not null; null if there is none. */
  static Column first(List<Column> columns) {
    return columns.isEmpty()
        ? lit(null).cast(DataTypes.StringType)
        : coalesce(columns.toArray(Column[]::new));
  }

  private static int order(String column, String name) {
    return column.equals(name) ? 0 : Integer.parseInt(column.substring(name.length() + 1));
  }
}

package org.medley.jobs.bench;

import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/**
 * DuckDB (https://duckdb.org) working out what {@link PointInTime} does, as one would write it by
 * hand: one join of members and events, one aggregation by member and code with a filter for each
 * window, in a table with one column per covariate; then one pass that sums these columns.
 *
 * @param work folder of the Parquet files
 * @param windows such as {@code 7d}, or {@code full}
 */
record DuckDbFeatures(Path work, List<String> windows) {
  private static final String COVARIATES =
      """
      CREATE TEMP TABLE covariates AS
      SELECT m.subject_id, m.index_time, e.code, %s
      FROM read_parquet('%s/members/*.parquet') m
      JOIN read_parquet('%s/events/*.parquet') e
        ON e.subject_id = m.subject_id AND e.time <= m.index_time
      WHERE e.domain = 'measurement' AND e.available_time <= m.index_time
        AND (e.superseded_time IS NULL OR e.superseded_time > m.index_time)
        AND e.numeric_value IS NOT NULL
      GROUP BY m.subject_id, m.index_time, e.code
      """;

  Map<String, double[]> totals() throws SQLException {
    try (Connection connection = DriverManager.getConnection("jdbc:duckdb:");
        Statement statement = connection.createStatement()) {
      statement.execute("SET threads = 2");
      statement.execute("SET memory_limit = '4GB'");
      statement.execute(
          COVARIATES.formatted(String.join(", ", columns().values()), work, work));
      return sums(statement);
    }
  }

  /** The columns by what they tell. A value that is last in all windows is worked out once. */
  private Map<String, String> columns() {
    Map<String, String> columns = new LinkedHashMap<>();
    columns.put(
        "newest",
        "max(e.time) AS newest, arg_max(e.numeric_value, (e.time, e.source_part)) AS last_value");
    for (String window : windows) {
      String days = window.replace("d", "");
      String where =
          window.equals("full")
              ? ""
              : " FILTER (e.time > m.index_time - INTERVAL %s DAY)".formatted(days);
      columns.put(
          window,
          """
          count(e.numeric_value)%1$s AS count_%2$s, min(e.numeric_value)%1$s AS min_%2$s,
          max(e.numeric_value)%1$s AS max_%2$s, sum(e.numeric_value)%1$s AS sum_%2$s
          """
              .formatted(where, window));
    }
    return columns;
  }

  private Map<String, double[]> sums(Statement statement) throws SQLException {
    List<String> names = new ArrayList<>();
    List<String> sums = new ArrayList<>();
    for (String window : windows) {
      Map<String, String> values = new LinkedHashMap<>();
      values.put("count", "nullif(count_%s, 0)");
      values.put("min", "min_%s");
      values.put("max", "max_%s");
      values.put("mean", "sum_%1$s / count_%1$s");
      values.put("last", "CASE WHEN count_%s > 0 THEN last_value END");
      values.forEach(
          (aggregate, value) -> {
            names.add(window + " " + aggregate);
            sums.add("count(%1$s), sum(%1$s)".formatted(value.formatted(window)));
          });
    }
    Map<String, double[]> totals = new TreeMap<>();
    try (ResultSet row =
        statement.executeQuery("SELECT " + String.join(", ", sums) + " FROM covariates")) {
      row.next();
      for (int i = 0; i < names.size(); i++) {
        totals.put(names.get(i), new double[] {row.getLong(2 * i + 1), row.getDouble(2 * i + 2)});
      }
    }
    return totals;
  }
}

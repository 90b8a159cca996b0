package org.medley.jobs.sql;

import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** An embedded DuckDB that sorts and shows times as Spark does, and reads nothing but one lake. */
final class DuckDb {
  private DuckDb() {}

  /**
   * A database in memory that may read files below {@code lake} and nothing else, for good.
   *
   * @throws SQLException if the engine does not run on this machine
   */
  static Connection open(Path lake) throws SQLException {
    Connection connection = DriverManager.getConnection("jdbc:duckdb:");
    try {
      run(
          connection,
          "SET TimeZone = 'UTC'",
          "SET default_null_order = 'nulls_first_on_asc_last_on_desc'",
          "SET autoinstall_known_extensions = false",
          "SET autoload_known_extensions = false",
          "SET allowed_directories = [" + text(lake.toString()) + "]",
          "SET enable_external_access = false",
          "SET lock_configuration = true");
      return connection;
    } catch (SQLException e) {
      connection.close();
      throw e;
    }
  }

  /** Runs statements of Medley's own, one after the other. */
  static void run(Connection connection, String... statements) throws SQLException {
    try (Statement statement = connection.createStatement()) {
      for (String each : statements) {
        statement.execute(each);
      }
    }
  }

  /** Hands each row of {@code query} to {@code reader}. */
  static void each(Connection connection, String query, RowReader reader) throws SQLException {
    try (Statement statement = connection.createStatement();
        ResultSet rows = statement.executeQuery(query)) {
      while (rows.next()) {
        reader.read(rows);
      }
    }
  }

  /** Reads one row. */
  @FunctionalInterface
  interface RowReader {
    void read(ResultSet row) throws SQLException;
  }

  /** The files {@code paths} as a relation, whose columns are matched by name. */
  static String parquet(Stream<String> paths) {
    return "read_parquet(["
        + paths.map(DuckDb::text).collect(Collectors.joining(", "))
        + "], union_by_name = true, hive_partitioning = false)";
  }

  /** {@code value} as a text of SQL. */
  static String text(String value) {
    return "'" + value.replace("'", "''") + "'";
  }

  /** {@code name} as an identifier of SQL. */
  static String name(String name) {
    return '"' + name.replace("\"", "\"\"") + '"';
  }
}

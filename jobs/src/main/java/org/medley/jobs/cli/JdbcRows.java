package org.medley.jobs.cli;

import java.math.BigDecimal;
import java.math.BigInteger;
import java.sql.Array;
import java.sql.ResultSet;
import java.sql.ResultSetMetaData;
import java.sql.SQLException;
import java.sql.Struct;
import java.sql.Timestamp;
import java.time.OffsetDateTime;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.medley.jobs.cli.console.Column;
import org.medley.jobs.cli.console.Rows;

/** Fetches what DuckDB returns, with the types and values that Spark would show. */
public final class JdbcRows {
  private static final Map<String, String> NAMES =
      Map.of(
          "varchar", "string",
          "integer", "int",
          "hugeint", "bigint",
          "timestamp with time zone", "timestamp",
          "timestamp", "timestamp_ntz",
          "blob", "binary");

  private JdbcRows() {}

  /** At most {@code most} of {@code rows}, and how many there are. */
  public static Rows of(ResultSet rows, int most) throws SQLException {
    ResultSetMetaData about = rows.getMetaData();
    List<Column> columns = new ArrayList<>();
    for (int at = 1; at <= about.getColumnCount(); at++) {
      columns.add(new Column(about.getColumnLabel(at), type(about.getColumnTypeName(at))));
    }
    List<List<Object>> fetched = new ArrayList<>();
    long total = 0;
    while (rows.next()) {
      total++;
      if (total <= most) {
        List<Object> cells = new ArrayList<>();
        for (int at = 1; at <= columns.size(); at++) {
          cells.add(cell(rows.getObject(at)));
        }
        fetched.add(cells);
      }
    }
    return new Rows(columns, fetched, total);
  }

  private static String type(String type) {
    String lower = type.toLowerCase(Locale.ROOT);
    if (lower.endsWith("[]")) {
      return "array<" + type(lower.substring(0, lower.length() - 2)) + ">";
    }
    return NAMES.getOrDefault(lower, lower);
  }

  private static Object cell(Object value) throws SQLException {
    if (value instanceof OffsetDateTime time) {
      return time.toInstant();
    }
    if (value instanceof Timestamp time) {
      return time.toLocalDateTime();
    }
    if (value instanceof BigInteger number) {
      return number.bitLength() < Long.SIZE
          ? (Object) number.longValueExact()
          : new BigDecimal(number);
    }
    if (value instanceof Array array) {
      List<Object> items = new ArrayList<>();
      for (Object item : (Object[]) array.getArray()) {
        items.add(cell(item));
      }
      return items;
    }
    if (value instanceof Map<?, ?> map) {
      Map<Object, Object> entries = new LinkedHashMap<>();
      for (Map.Entry<?, ?> entry : map.entrySet()) {
        entries.put(cell(entry.getKey()), cell(entry.getValue()));
      }
      return entries;
    }
    return value instanceof Struct struct ? structure(struct) : value;
  }

  private static Rows structure(Struct struct) throws SQLException {
    List<Column> columns = new ArrayList<>();
    List<Object> cells = new ArrayList<>();
    ((org.duckdb.DuckDBStruct) struct)
        .getMap()
        .forEach(
            (name, value) -> {
              columns.add(new Column(name, ""));
              cells.add(value);
            });
    return new Rows(columns, List.of(cells), 1);
  }
}

package org.medley.jobs.cli.console;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;

/**
 * A result of a query: columns, the rows fetched, and how many rows there are in all. A cell is
 * null, a text, a truth value, a number, {@code Instant}, {@code LocalDate}, {@code LocalDateTime}
 * or their {@code java.sql} counterparts, {@code byte[]}, a {@code List}, a {@code Map}, or a
 * nested {@code Rows} of one row for a structure.
 *
 * @param total rows of the whole result; at least as many as were fetched
 */
public record Rows(List<Column> columns, List<List<Object>> rows, long total) {
  /** Checks that every row has as many cells as there are columns. */
  public Rows {
    columns = List.copyOf(columns);
    List<List<Object>> checked = new ArrayList<>(rows.size());
    for (List<Object> row : rows) {
      if (row.size() != columns.size()) {
        throw new IllegalArgumentException(
            "a row has " + row.size() + " cells, there are " + columns.size() + " columns");
      }
      checked.add(Collections.unmodifiableList(new ArrayList<>(row)));
    }
    rows = Collections.unmodifiableList(checked);
    if (total < rows.size()) {
      throw new IllegalArgumentException("fewer rows in all than rows fetched");
    }
  }

  /** The whole of a result. */
  public static Rows all(List<Column> columns, List<List<Object>> rows) {
    return new Rows(columns, rows, rows.size());
  }
}

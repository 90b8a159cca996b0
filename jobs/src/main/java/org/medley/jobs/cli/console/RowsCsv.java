package org.medley.jobs.cli.console;

import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

/**
 * Rows as CSV (RFC 4180: comma, quotes doubled, CR LF) with a line of names. A text cell that a
 * spreadsheet would take for a formula, one that starts with {@code = + - @}, a tab, CR, LF or NUL,
 * gets an apostrophe in front (OWASP ASVS 1.2.10); numbers such as -1.5 stay as they are. Nulls are
 * empty, empty texts are {@code ""}; instants are ISO 8601 in UTC.
 */
public final class RowsCsv {
  private static final String FORMULA = "=+-@\t\r\n\0";

  private RowsCsv() {}

  /** The document with its line of names. */
  public static String render(Rows rows) {
    StringBuilder out = new StringBuilder();
    out.append(joined(rows.columns().stream().map(Column::name).map(RowsCsv::text).toList()));
    rows.rows().forEach(row -> out.append(line(row)));
    return out.toString();
  }

  /** One line of the document. */
  public static String line(List<Object> row) {
    return joined(IntStream.range(0, row.size()).mapToObj(at -> cell(row.get(at))).toList());
  }

  private static String joined(List<String> cells) {
    return cells.stream().collect(Collectors.joining(",", "", "\r\n"));
  }

  private static String cell(Object cell) {
    if (cell == null) {
      return "";
    }
    if (cell instanceof Number || cell instanceof Boolean) {
      return Cells.exact(cell);
    }
    if (cell instanceof List<?> || cell instanceof Map<?, ?> || cell instanceof Rows) {
      return text(Cells.text(cell, ""));
    }
    return text(Cells.exact(cell));
  }

  private static String text(String text) {
    boolean formula = !text.isEmpty() && FORMULA.indexOf(text.charAt(0)) >= 0;
    String safe = formula ? "'" + text : text;
    boolean quoted = safe.isEmpty() || safe.chars().anyMatch(c -> ",\"\r\n".indexOf(c) >= 0);
    return quoted ? '"' + safe.replace("\"", "\"\"") + '"' : safe;
  }
}

package org.medley.jobs.cli.console;

import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.medley.jobs.text.DisplayWidth;
import org.medley.jobs.text.Numbers;
import org.medley.jobs.text.Visible;

/**
 * A result drawn with box characters: names centred, numbers to the right, texts to the left. Too
 * wide a table first shortens its widest text columns and then leaves out columns in the middle.
 * Control characters in the data are shown, never sent to the terminal.
 */
public final class BoxTable {
  private static final int NARROWEST_CELL = 10;
  private static final int WIDEST_CELL = 60;
  private static final String LEFT_OUT = "…";

  private final Rows rows;
  private final int width;
  private final String nothing;
  private final boolean types;

  private BoxTable(Rows rows, int width, String nothing, boolean types) {
    this.rows = rows;
    this.width = width;
    this.nothing = nothing;
    this.types = types;
  }

  /** A table as wide as its cells (60 columns at most each), with nulls as {@code NULL}. */
  public static BoxTable of(Rows rows) {
    return new BoxTable(rows, Integer.MAX_VALUE, "NULL", false);
  }

  /** The same table, at most {@code columns} wide. */
  public BoxTable within(int columns) {
    return new BoxTable(rows, columns, nothing, types);
  }

  /** The same table with {@code text} for nulls. */
  public BoxTable nulls(String text) {
    return new BoxTable(rows, width, text, types);
  }

  /** The same table with the SQL type below each name. */
  public BoxTable withTypes() {
    return new BoxTable(rows, width, nothing, true);
  }

  /** The table and a line that counts the rows. */
  public String render() {
    long shown = rows.rows().size();
    String counted = Numbers.count(rows.total(), "row", "rows");
    return grid()
        + (shown < rows.total() ? Numbers.count(shown) + " of " + counted : counted)
        + "\n";
  }

  /** The table alone. */
  public String grid() {
    List<Drawn> columns =
        fitted(IntStream.range(0, rows.columns().size()).mapToObj(this::drawn).toList());
    StringBuilder out = new StringBuilder();
    rule(out, columns, "┌", "┬", "┐");
    line(out, columns.stream().map(c -> c.centred(c.name)).toList());
    if (types) {
      line(out, columns.stream().map(c -> c.centred(c.type)).toList());
    }
    rule(out, columns, "├", "┼", "┤");
    for (int row = 0; row < rows.rows().size(); row++) {
      int at = row;
      line(out, columns.stream().map(c -> c.aligned(c.cells.get(at))).toList());
    }
    rule(out, columns, "└", "┴", "┘");
    return out.toString();
  }

  private Drawn drawn(int at) {
    Column column = rows.columns().get(at);
    List<String> cells =
        rows.rows().stream().map(row -> Visible.line(Cells.text(row.get(at), nothing))).toList();
    String type = types ? column.type().toLowerCase(java.util.Locale.ROOT) : "";
    return Drawn.of(Visible.line(column.name()), type, cells, column.numeric());
  }

  private List<Drawn> fitted(List<Drawn> wanted) {
    List<Drawn> columns = new ArrayList<>(wanted);
    int excess = total(columns) - width;
    while (excess > 0) {
      int widest = widestText(columns);
      if (widest < 0) {
        break;
      }
      Drawn column = columns.get(widest);
      columns.set(widest, column.narrowed(Math.max(NARROWEST_CELL, column.width - excess)));
      excess = total(columns) - width;
    }
    if (excess <= 0 || columns.size() <= 2) {
      return columns;
    }
    Drawn gap =
        Drawn.of(
            LEFT_OUT,
            types ? LEFT_OUT : "",
            rows.rows().stream().map(r -> LEFT_OUT).toList(),
            false);
    int middle = columns.size() / 2;
    columns.set(middle, gap);
    while (total(columns) > width && columns.size() > 3) {
      boolean right = columns.size() - middle - 1 >= middle;
      columns.remove(right ? middle + 1 : middle - 1);
      middle = right ? middle : middle - 1;
    }
    return columns;
  }

  private static int widestText(List<Drawn> columns) {
    int widest = -1;
    for (int at = 0; at < columns.size(); at++) {
      Drawn column = columns.get(at);
      boolean candidate = !column.numeric && column.width > NARROWEST_CELL;
      if (candidate && (widest < 0 || column.width > columns.get(widest).width)) {
        widest = at;
      }
    }
    return widest;
  }

  private static int total(List<Drawn> columns) {
    return columns.stream().mapToInt(column -> column.width + 3).sum() + 1;
  }

  private static void line(StringBuilder out, List<String> cells) {
    out.append(cells.stream().collect(Collectors.joining(" │ ", "│ ", " │\n")));
  }

  private static void rule(
      StringBuilder out, List<Drawn> columns, String left, String middle, String right) {
    out.append(
        columns.stream()
            .map(column -> "─".repeat(column.width + 2))
            .collect(Collectors.joining(middle, left, right + "\n")));
  }

  /** A column ready to draw: texts made harmless, and the width they get. */
  private record Drawn(String name, String type, List<String> cells, boolean numeric, int width) {
    static Drawn of(String name, String type, List<String> cells, boolean numeric) {
      int widest = cells.stream().mapToInt(DisplayWidth::of).max().orElse(0);
      int heading = Math.max(DisplayWidth.of(name), DisplayWidth.of(type));
      int width = Math.max(heading, numeric ? widest : Math.min(widest, WIDEST_CELL));
      return new Drawn(name, type, cells, numeric, width);
    }

    Drawn narrowed(int columns) {
      return new Drawn(name, type, cells, numeric, columns);
    }

    String centred(String text) {
      String cut = DisplayWidth.cut(text, width);
      int room = width - DisplayWidth.of(cut);
      return " ".repeat(room / 2) + cut + " ".repeat(room - room / 2);
    }

    String aligned(String text) {
      String cut = DisplayWidth.cut(text, width);
      String room = " ".repeat(width - DisplayWidth.of(cut));
      return numeric ? room + cut : cut + room;
    }
  }
}

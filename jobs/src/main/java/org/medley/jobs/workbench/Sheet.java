package org.medley.jobs.workbench;

import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.medley.jobs.report.html.Element;
import org.medley.jobs.report.html.Html;
import org.medley.jobs.report.html.Table;
import org.medley.jobs.text.DisplayWidth;

/**
 * A small table of texts, as it is shown.
 *
 * @param caption what screen readers call it
 * @param columns its columns
 * @param rows its rows, one text per column
 * @param note a line below it; empty: none
 */
public record Sheet(String caption, List<Column> columns, List<List<String>> rows, String note)
    implements Shown {

  /**
   * A column.
   *
   * @param name its heading
   * @param number whether it holds numbers, which are set to the right
   */
  public record Column(String name, boolean number) {
    /** A column of texts. */
    public static Column text(String name) {
      return new Column(name, false);
    }

    /** A column of numbers. */
    public static Column number(String name) {
      return new Column(name, true);
    }
  }

  /** Copies the lists. */
  public Sheet {
    columns = List.copyOf(columns);
    rows = rows.stream().map(List::copyOf).toList();
  }

  @Override
  public Element html() {
    Table table = Table.of(caption);
    for (Column column : columns) {
      if (column.number) {
        table.numbers(column.name);
      } else {
        table.texts(column.name);
      }
    }
    rows.forEach(row -> table.row(row.toArray(String[]::new)));
    Element element = Html.block("sheet", table.element());
    return note.isEmpty() ? element : element.add(Html.paragraph("small", note));
  }

  @Override
  public String text() {
    List<List<String>> lines = new ArrayList<>();
    lines.add(columns.stream().map(Column::name).toList());
    lines.addAll(rows);
    int[] widths =
        IntStream.range(0, columns.size())
            .map(at -> lines.stream().mapToInt(l -> DisplayWidth.of(l.get(at))).max().orElse(0))
            .toArray();
    String table = lines.stream().map(l -> line(l, widths)).collect(Collectors.joining("\n"));
    return note.isEmpty() ? table : table + "\n" + note;
  }

  private String line(List<String> cells, int[] widths) {
    StringBuilder line = new StringBuilder();
    for (int at = 0; at < widths.length; at++) {
      String cell = cells.get(at);
      String gap = " ".repeat(widths[at] - DisplayWidth.of(cell));
      line.append(at == 0 ? "" : "  ");
      line.append(columns.get(at).number ? gap + cell : cell + gap);
    }
    return line.toString().stripTrailing();
  }
}

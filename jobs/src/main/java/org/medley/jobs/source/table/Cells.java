package org.medley.jobs.source.table;

import java.util.List;

/**
 * The cells of one row, in the order in which its columns were asked for.
 *
 * @param file name of its file
 * @param line its number there
 * @param texts their texts; null: missing
 * @param kinds what the file says of their types; empty: all are text
 */
public record Cells(String file, long line, List<String> texts, List<CellKind> kinds) {
  /** The text of the cell at {@code place}; null: missing. */
  public String text(int place) {
    return texts.get(place);
  }

  /** What the file says of its type. */
  public CellKind kind(int place) {
    return kinds.isEmpty() ? CellKind.TEXT : kinds.get(place);
  }
}

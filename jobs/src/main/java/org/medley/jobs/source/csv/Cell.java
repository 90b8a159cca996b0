package org.medley.jobs.source.csv;

import java.io.Serializable;
import java.util.Set;
import org.medley.jobs.source.table.CellKind;
import org.medley.jobs.source.table.Cells;

/**
 * One use of a column by a mapping.
 *
 * @param place of the column among those that the mapping asks for
 * @param missing texts that stand for a missing value here, beside the empty one
 */
record Cell(int place, Set<String> missing) implements Serializable {
  /** The text of the cell; null: missing. */
  String text(Cells cells) {
    String text = cells.text(place);
    return text == null || missing.contains(text) ? null : text;
  }

  /** The text of the cell, markers of missing values included; empty: none. */
  String raw(Cells cells) {
    String text = cells.text(place);
    return text == null ? "" : text;
  }

  /** What the file says of its type. */
  CellKind kind(Cells cells) {
    return cells.kind(place);
  }
}

package org.medley.jobs.source.csv;

import java.io.Serializable;
import java.util.Map;
import org.medley.jobs.source.RejectedLine;
import org.medley.jobs.source.table.Cells;

/**
 * A column of texts of which each may have a meaning, or the same text for every line.
 *
 * @param cell the column; null: the same for every line
 * @param constant the text for every line; null: a column
 * @param values what the texts of the column mean; null: they mean themselves
 */
record Texts(Cell cell, String constant, Map<String, String> values) implements Serializable {
  /** The same for every line. */
  static Texts constant(String text) {
    return new Texts(null, text, null);
  }

  /**
   * What the line says; null: missing.
   *
   * @param code the reason where the text has no meaning
   * @param what what the column says
   */
  String of(Cells cells, String code, String what) throws RejectedLine {
    if (cell == null) {
      return constant;
    }
    String raw = cell.raw(cells);
    if (values != null && values.containsKey(raw)) {
      return values.get(raw);
    }
    String text = cell.text(cells);
    if (text != null && values != null) {
      throw new RejectedLine(code, "the mapping does not explain the line's " + what);
    }
    return text;
  }
}

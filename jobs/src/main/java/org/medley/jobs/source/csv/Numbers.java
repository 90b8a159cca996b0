package org.medley.jobs.source.csv;

import java.io.Serializable;
import java.math.BigDecimal;
import java.util.regex.Pattern;
import org.medley.jobs.source.RejectedLine;
import org.medley.jobs.source.table.CellKind;
import org.medley.jobs.source.table.Cells;

/**
 * A column of numbers.
 *
 * @param cell the column
 * @param comma whether texts have a decimal comma; thousands are never parted
 */
record Numbers(Cell cell, boolean comma) implements Serializable {
  private static final Pattern POINT =
      Pattern.compile("[+-]?(\\d+(\\.\\d*)?|\\.\\d+)([eE][+-]?\\d{1,4})?");
  private static final Pattern COMMA =
      Pattern.compile("[+-]?(\\d+(,\\d*)?|,\\d+)([eE][+-]?\\d{1,4})?");

  /**
   * The number; null: missing.
   *
   * @throws RejectedLine with reason {@code bad-number} if the text is none
   */
  BigDecimal of(Cells cells) throws RejectedLine {
    String text = cell.text(cells);
    if (text == null) {
      return null;
    }
    boolean typed = cell.kind(cells) == CellKind.NUMBER;
    if (!(comma && !typed ? COMMA : POINT).matcher(text).matches()) {
      throw bad();
    }
    BigDecimal number = new BigDecimal(text.replace(',', '.'));
    if (!Double.isFinite(number.doubleValue())) {
      throw bad();
    }
    return number;
  }

  private static RejectedLine bad() {
    return new RejectedLine("bad-number", "a column of numbers holds something else");
  }
}

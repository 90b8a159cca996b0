package org.medley.jobs.source.csv;

import java.io.Serializable;
import java.math.BigDecimal;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import org.medley.jobs.source.RejectedLine;
import org.medley.jobs.source.table.Cells;

/** Where a line states the value of a measure. */
sealed interface ValueRule extends Serializable {
  /** The value; null: missing. */
  Value of(Cells cells) throws RejectedLine;

  /**
   * A value.
   *
   * @param number null: it is a text
   * @param text null: it is a number
   */
  record Value(Double number, String text) {}

  /**
   * A number.
   *
   * @param numbers its column
   */
  record Numeric(Numbers numbers) implements ValueRule {
    @Override
    public Value of(Cells cells) throws RejectedLine {
      BigDecimal number = numbers.of(cells);
      return number == null ? null : new Value(number.doubleValue(), null);
    }
  }

  /**
   * A text, a category or a truth value.
   *
   * @param texts its column
   */
  record Text(Texts texts) implements ValueRule {
    @Override
    public Value of(Cells cells) throws RejectedLine {
      String text = texts.of(cells, "unknown-value", "value of a measure");
      return text == null ? null : new Value(null, text);
    }
  }

  /**
   * A date or time, which becomes a text of ISO 8601.
   *
   * @param cell its column
   * @param format how it writes them
   */
  record Date(Cell cell, DateFormat format) implements ValueRule {
    @Override
    public Value of(Cells cells) throws RejectedLine {
      String text = cell.text(cells);
      if (text == null) {
        return null;
      }
      Moment moment = format.parse(text, cell.kind(cells));
      return new Value(
          null,
          switch (moment.precision()) {
            case Moment.YEAR -> moment.day().toString().substring(0, 4);
            case Moment.MONTH -> moment.day().toString().substring(0, 7);
            case Moment.DAY -> moment.day().toString();
            default -> Instant.EPOCH.plus(moment.first(), ChronoUnit.MICROS).toString();
          });
    }
  }
}

package org.medley.jobs.source.csv;

import java.io.Serializable;
import java.math.BigDecimal;
import java.util.List;
import org.medley.jobs.source.RejectedLine;
import org.medley.jobs.source.table.Cells;

/** Where a line states when something was. */
sealed interface TimeRule extends Serializable {
  /**
   * The moment; null: the line does not state it.
   *
   * @param entry when the line's person entered; null: not stated
   * @throws RejectedLine if what it states is no time
   */
  Moment of(Cells cells, Moment entry) throws RejectedLine;

  /**
   * A column of dates or times.
   *
   * @param cell the column
   * @param format how it writes them
   */
  record Written(Cell cell, DateFormat format) implements TimeRule {
    @Override
    public Moment of(Cells cells, Moment entry) throws RejectedLine {
      String text = cell.text(cells);
      return text == null ? null : format.parse(text, cell.kind(cells));
    }
  }

  /**
   * A column of spans from another moment.
   *
   * @param numbers the column
   * @param unit what it counts
   * @param origin from when it counts
   */
  record Counted(Numbers numbers, Span unit, TimeRule origin) implements TimeRule {
    @Override
    public Moment of(Cells cells, Moment entry) throws RejectedLine {
      BigDecimal number = numbers.of(cells);
      if (number == null) {
        return null;
      }
      Moment from = origin.of(cells, entry);
      if (from == null) {
        throw new RejectedLine("no-origin", "the line does not say from when its time counts");
      }
      return from.firstDay().plusDays(unit.days(number));
    }
  }

  /**
   * The same for every line.
   *
   * @param moment when
   */
  record Fixed(Moment moment) implements TimeRule {
    @Override
    public Moment of(Cells cells, Moment entry) {
      return moment;
    }
  }

  /** The entry, as a day where the line does not give an instant. */
  record Entry() implements TimeRule {
    @Override
    public Moment of(Cells cells, Moment entry) throws RejectedLine {
      return entry == null ? null : entry.firstDay();
    }
  }

  /**
   * The first of several that the line states.
   *
   * @param rules in this order
   */
  record First(List<TimeRule> rules) implements TimeRule {
    @Override
    public Moment of(Cells cells, Moment entry) throws RejectedLine {
      for (TimeRule rule : rules) {
        Moment moment = rule.of(cells, entry);
        if (moment != null) {
          return moment;
        }
      }
      return null;
    }
  }
}

package org.medley.jobs.source.csv;

import com.fasterxml.jackson.databind.JsonNode;
import java.time.DateTimeException;
import java.time.LocalDate;
import java.time.ZoneId;
import java.util.Optional;
import org.medley.jobs.settings.Section;
import org.medley.jobs.source.RejectedLine;

/** Reads the parts of a mapping that say when something was. */
final class TimeSections {
  private static final String ENTRY = "entry";

  private final CellSections cells;
  private final ZoneId zone;

  /**
   * A reader.
   *
   * @param zone of dates and times whose column names none
   */
  TimeSections(CellSections cells, ZoneId zone) {
    this.cells = cells;
    this.zone = zone;
  }

  /**
   * The rule at {@code key}, or null where it is absent: {@code entry}, a date, a column, or a list
   * of these of which the first that is filled counts.
   *
   * @param hasEntry whether the entry is known
   */
  TimeRule at(Section parent, String key, boolean hasEntry) {
    Optional<JsonNode> node = parent.value(key);
    if (node.isEmpty()) {
      return null;
    }
    if (node.get().isArray()) {
      return new TimeRule.First(
          parent.list(key).stream().map(each -> column(each, hasEntry)).toList());
    }
    return node.get().isObject()
        ? column(parent.section(key), hasEntry)
        : named(parent, key, hasEntry);
  }

  /** The same, whose absence is a problem. */
  TimeRule required(Section parent, String key, boolean hasEntry) {
    TimeRule rule = at(parent, key, hasEntry);
    if (rule == null) {
      parent.problem(key, "is missing", "say when it was");
      return new TimeRule.Entry();
    }
    return rule;
  }

  /** How a column writes dates or times. */
  DateFormat format(Section section) {
    String pattern = section.required("format");
    ZoneId own = zone(section, zone);
    return section.attempt(
        "format",
        new DateFormat(TimeFormat.ISO, own),
        () -> {
          try {
            return new DateFormat(pattern.isEmpty() ? TimeFormat.ISO : pattern, own);
          } catch (IllegalArgumentException e) {
            throw new IllegalArgumentException(
                "is '%s': %s; write iso, yyyy-MM-dd, year, year-month or decimal-year"
                    .formatted(pattern, e.getMessage().replace(';', ',')),
                e);
          }
        });
  }

  /** The zone that {@code section} names, else {@code standard}. */
  static ZoneId zone(Section section, ZoneId standard) {
    String name = section.text("zone", standard.getId());
    try {
      return ZoneId.of(name);
    } catch (DateTimeException e) {
      section.problem("zone", "is '" + name + "'", "write a zone such as Europe/Berlin or UTC");
      return standard;
    }
  }

  private TimeRule column(Section given, boolean hasEntry) {
    try (Section section = given) {
      if (section.has("constant")) {
        return constant(section, "constant");
      }
      if (!section.has("unit") && !section.has("after")) {
        Cell cell = cells.cell(section, ColumnUses.TIMES);
        return new TimeRule.Written(cell, format(section));
      }
      if (section.has("format")) {
        section.problem(
            "format", "stands beside unit", "a column holds dates or a span of time: keep one");
      }
      if (!section.has("unit")) {
        section.problem("unit", "is missing", "say whether it counts days, months or years");
      }
      Span unit = section.choice("unit", Span.DAYS);
      Numbers numbers = cells.numbers(section);
      return new TimeRule.Counted(numbers, unit, required(section, "after", hasEntry));
    }
  }

  private TimeRule named(Section parent, String key, boolean hasEntry) {
    if (!parent.text(key, "").equals(ENTRY)) {
      return constant(parent, key);
    }
    if (!hasEntry) {
      parent.problem(key, "is entry, which is not mapped", "add 'entry: {column: …, format: …}'");
    }
    return new TimeRule.Entry();
  }

  private TimeRule constant(Section section, String key) {
    String text = section.text(key, "");
    try {
      return new TimeRule.Fixed(Moment.day(LocalDate.parse(text), zone, Moment.DAY));
    } catch (DateTimeException | RejectedLine e) {
      section.problem(
          key, "is '" + text + "'", "write entry, a date such as 2001-12-31, or a column");
      return new TimeRule.Entry();
    }
  }
}

package org.medley.jobs.settings;

import java.time.DayOfWeek;
import java.time.LocalDate;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import org.medley.features.cohort.CalendarRule;
import org.medley.features.cohort.Grammar;
import org.medley.features.cohort.Span;
import org.medley.features.cohort.Trigger;
import org.medley.features.cohort.Trigger.Landmarks;
import org.medley.features.cohort.Trigger.Occurrence;
import org.medley.features.cohort.Trigger.OnPredicate;

/** Reads what makes a candidate: a predicate's name, or a mapping with more. */
final class TriggerReader {
  private static final List<String> OF_PREDICATES =
      List.of("occurrence", "washout", "months", "weekdays", "hours", "from", "until");

  private final Section top;
  private final ZoneId zone;

  TriggerReader(Section top, ZoneId zone) {
    this.top = top;
    this.zone = zone;
  }

  /** The trigger; empty after a problem was noted. */
  Optional<Trigger> read() {
    if (top.value("trigger").isEmpty()) {
      top.problem("trigger", "is missing", "write 'trigger: PREDICATE' or {dates: [2024-06-01]}");
      return Optional.empty();
    }
    if (top.value("trigger").get().isValueNode()) {
      return Optional.of(new OnPredicate(top.text("trigger", ""), Occurrence.ALL));
    }
    try (Section section = top.section("trigger")) {
      if (section.has("dates") == section.has("predicate")) {
        OF_PREDICATES.forEach(section::value);
        section.problem("predicate", "or else 'dates' must stand here", "write one of the two");
        return Optional.empty();
      }
      return section.has("predicate") ? onPredicate(section) : landmarks(section);
    }
  }

  private Optional<Trigger> landmarks(Section section) {
    for (String key : OF_PREDICATES) {
      if (section.has(key)) {
        section.problem(key, "says nothing about dates", "leave it out");
      }
    }
    List<LocalDate> dates =
        section.texts("dates", List.of()).stream()
            .map(text -> TaskBlocks.date(section, "dates", text))
            .toList();
    return Optional.ofNullable(section.attempt("dates", null, () -> new Landmarks(dates, zone)));
  }

  private static Optional<Trigger> onPredicate(Section section) {
    String predicate = section.required("predicate");
    Occurrence occurrence = section.choice("occurrence", Occurrence.ALL);
    CalendarRule calendar = calendar(section);
    Span washout = span(section, "washout", Span.ZERO);
    return Optional.ofNullable(
        section.attempt(
            "washout", null, () -> new OnPredicate(predicate, occurrence, calendar, washout)));
  }

  private static CalendarRule calendar(Section section) {
    List<Integer> months = numbers(section, "months");
    List<Integer> hours = numbers(section, "hours");
    List<DayOfWeek> weekdays = new ArrayList<>();
    for (String text : section.texts("weekdays", List.of())) {
      DayOfWeek day = section.attempt("weekdays", null, () -> weekday(text));
      if (day != null) {
        weekdays.add(day);
      }
    }
    LocalDate from = date(section, "from");
    LocalDate until = date(section, "until");
    String key = section.has("hours") ? "hours" : section.has("months") ? "months" : "until";
    return section.attempt(
        key, CalendarRule.ANY, () -> new CalendarRule(months, weekdays, hours, from, until));
  }

  private static DayOfWeek weekday(String text) {
    String upper = text.strip().toUpperCase(Locale.ROOT);
    for (DayOfWeek day : DayOfWeek.values()) {
      if (upper.length() >= 2 && day.name().startsWith(upper)) {
        return day;
      }
    }
    throw new IllegalArgumentException(
        "'" + text + "' is not a day of the week; write mon, tue, wed, thu, fri, sat or sun");
  }

  private static List<Integer> numbers(Section section, String key) {
    List<Integer> numbers = new ArrayList<>();
    for (String text : section.texts(key, List.of())) {
      if (text.matches("\\d{1,2}")) {
        numbers.add(Integer.valueOf(text));
      } else {
        section.problem(key, "'" + text + "' is not a whole number", "write such as [1, 12]");
      }
    }
    return numbers;
  }

  private static LocalDate date(Section section, String key) {
    String text = section.text(key, "");
    return text.isEmpty() ? null : TaskBlocks.date(section, key, text);
  }

  /** The span at {@code key}, or {@code standard} where absent or wrong. */
  static Span span(Section section, String key, Span standard) {
    String text = section.text(key, "");
    return text.isEmpty() ? standard : section.attempt(key, standard, () -> Grammar.span(text));
  }
}

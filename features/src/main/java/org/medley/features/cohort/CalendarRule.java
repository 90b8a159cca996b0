package org.medley.features.cohort;

import java.io.Serializable;
import java.time.DayOfWeek;
import java.time.LocalDate;
import java.time.ZonedDateTime;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.stream.Collectors;

/**
 * When a trigger's event must have happened, by the calendar and the clock of the task's zone. An
 * empty list or a null allows anything.
 *
 * @param months 1 to 12
 * @param weekdays days of the week
 * @param hours from the first hour, included, to the second, excluded; {@code [22, 6]} goes over
 *     midnight; empty: any
 * @param from first date, included
 * @param until last date, included
 */
public record CalendarRule(
    List<Integer> months,
    List<DayOfWeek> weekdays,
    List<Integer> hours,
    LocalDate from,
    LocalDate until)
    implements Serializable {
  /** Any time. */
  public static final CalendarRule ANY =
      new CalendarRule(List.of(), List.of(), List.of(), null, null);

  /** Checks the limits. */
  public CalendarRule {
    months = List.copyOf(months);
    weekdays = List.copyOf(weekdays);
    hours = List.copyOf(hours);
    if (months.stream().anyMatch(month -> month < 1 || month > 12)) {
      throw new IllegalArgumentException("a month is not 1 to 12");
    }
    boolean clock =
        hours.size() == 2
            && hours.stream().allMatch(hour -> hour >= 0 && hour <= 24)
            && !hours.get(0).equals(hours.get(1));
    if (!hours.isEmpty() && !clock) {
      throw new IllegalArgumentException("the hours are not two different ones of 0 to 24");
    }
    if (from != null && until != null && until.isBefore(from)) {
      throw new IllegalArgumentException("the last date lies before the first");
    }
  }

  /** Whether {@code time} is allowed. */
  boolean allows(ZonedDateTime time) {
    LocalDate date = time.toLocalDate();
    return (months.isEmpty() || months.contains(time.getMonthValue()))
        && (weekdays.isEmpty() || weekdays.contains(time.getDayOfWeek()))
        && (from == null || !date.isBefore(from))
        && (until == null || !date.isAfter(until))
        && (hours.isEmpty() || inHours(time.getHour()));
  }

  private boolean inHours(int hour) {
    int first = hours.get(0);
    int last = hours.get(1);
    return first < last ? hour >= first && hour < last : hour >= first || hour < last;
  }

  /** The rule in words. */
  String words() {
    List<String> words = new ArrayList<>();
    if (!months.isEmpty()) {
      words.add("in the months " + joined(months));
    }
    if (!weekdays.isEmpty()) {
      words.add("on " + joined(weekdays).toLowerCase(Locale.ROOT));
    }
    if (!hours.isEmpty()) {
      words.add("from %d to %d o'clock".formatted(hours.get(0), hours.get(1)));
    }
    if (from != null) {
      words.add("from " + from);
    }
    if (until != null) {
      words.add("until " + until);
    }
    return String.join(", ", words);
  }

  private static String joined(List<?> values) {
    return values.stream().map(Object::toString).collect(Collectors.joining(", "));
  }
}

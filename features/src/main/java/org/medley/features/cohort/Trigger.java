package org.medley.features.cohort;

import java.io.Serializable;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneId;
import java.time.temporal.ChronoUnit;
import java.util.List;

/** What makes a candidate. */
public sealed interface Trigger extends Serializable {
  /** Whether every occurrence counts or the first only. */
  enum Occurrence {
    ALL,
    FIRST
  }

  /**
   * Each time, or the first, at which a predicate holds and is known: the later of its time and its
   * availability. Two occurrences that became known at one instant are one candidate, of which the
   * later occurrence counts.
   *
   * @param predicate what must hold
   * @param occurrence whether every occurrence counts
   * @param calendar when it must have happened
   * @param washout how long before it the predicate must not have held; an occurrence exactly that
   *     long before is outside; zero: anything may go before
   */
  record OnPredicate(String predicate, Occurrence occurrence, CalendarRule calendar, Span washout)
      implements Trigger {
    /** Checks the washout. */
    public OnPredicate {
      if (washout.isNegative()) {
        throw new IllegalArgumentException("the washout is negative");
      }
    }

    /** A trigger at any time of the calendar, without washout. */
    public OnPredicate(String predicate, Occurrence occurrence) {
      this(predicate, occurrence, CalendarRule.ANY, Span.ZERO);
    }
  }

  /**
   * Landmarks: for every subject the last instant of each date in a zone.
   *
   * @param dates at least one, each once
   * @param zone the site's zone
   */
  record Landmarks(List<LocalDate> dates, ZoneId zone) implements Trigger {
    /** Checks and sorts the dates. */
    public Landmarks {
      if (dates.isEmpty()) {
        throw new IllegalArgumentException("the trigger has no date");
      }
      if (dates.stream().distinct().count() != dates.size()) {
        throw new IllegalArgumentException("a date stands twice");
      }
      dates = dates.stream().sorted().toList();
    }

    /** The landmarks in order of time. */
    public List<Instant> instants() {
      return dates.stream().map(date -> endOfDay(date, zone)).toList();
    }
  }

  /** The last microsecond of {@code date} in {@code zone}, also where clocks change that night. */
  static Instant endOfDay(LocalDate date, ZoneId zone) {
    return date.plusDays(1).atStartOfDay(zone).toInstant().minus(1, ChronoUnit.MICROS);
  }
}

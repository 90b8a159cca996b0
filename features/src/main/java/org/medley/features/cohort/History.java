package org.medley.features.cohort;

import java.time.LocalDate;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** One subject's record, indexed for counting. */
final class History {
  private final Plan plan;
  private final SubjectRecord subject;
  private final Timeline timeline;
  private final CurrentCounts current;
  private final List<Period> periods;
  private final Map<String, NumberSeries> values = new HashMap<>();
  private KnownCounts known;
  private KnownTimes knownTimes;

  History(Plan plan, SubjectRecord subject) {
    this.plan = plan;
    this.subject = subject;
    timeline = new Timeline(subject.rows());
    current = new CurrentCounts(timeline, plan.table());
    periods = Period.joined(subject.periods());
  }

  LocalDate birth() {
    return subject.birth();
  }

  /** Whether the subject has the fact without time of that number. */
  boolean hasStatic(int number) {
    return subject.statics().get(number) > 0;
  }

  Timeline timeline() {
    return timeline;
  }

  /** Counts over current versions. */
  CurrentCounts current() {
    return current;
  }

  /** Counts over what was known at the moment last moved to. */
  KnownCounts known() {
    if (known == null) {
      known = new KnownCounts(timeline, plan.table(), current, plan.label());
    }
    return known;
  }

  /** The counts that a window sees: strict rules show input windows only what was known. */
  Counts seen(boolean input) {
    return input && !plan.isCompat() ? known() : current;
  }

  /** When predicates came to be known. */
  KnownTimes knownTimes() {
    if (knownTimes == null) {
      knownTimes = new KnownTimes(timeline, plan.table());
    }
    return knownTimes;
  }

  /** The values of a plain predicate that a rule asks for. */
  NumberSeries values(String predicate) {
    return values.computeIfAbsent(
        predicate, name -> new NumberSeries(timeline, plan.table().valued().indexOf(name)));
  }

  /** Observation periods, joined. */
  List<Period> periods() {
    return periods;
  }
}

package org.medley.features.cohort;

import java.time.LocalDate;
import java.util.List;

/** One subject's record, indexed for counting. */
final class History {
  private final SubjectRecord subject;
  private final Timeline timeline;
  private final CurrentCounts current;
  private final KnownCounts known;
  private final List<Period> periods;

  History(Plan plan, SubjectRecord subject) {
    this.subject = subject;
    timeline = new Timeline(subject.rows());
    current = new CurrentCounts(timeline, plan.table());
    known = new KnownCounts(timeline, plan.table(), current, plan.label());
    periods = Period.joined(subject.periods());
  }

  LocalDate birth() {
    return subject.birth();
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
    return known;
  }

  /** Observation periods, joined. */
  List<Period> periods() {
    return periods;
  }
}

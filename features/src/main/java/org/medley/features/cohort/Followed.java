package org.medley.features.cohort;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/**
 * What became of one sample with regard to one {@link FollowUp}, by the rules of {@link Labels}.
 * Times are microseconds.
 *
 * @param outcome what it is called
 * @param status how the follow-up ended
 * @param until when it ended: at the outcome, the competing event, the loss or the end of the time
 * @param end the end of the time
 */
record Followed(String outcome, Status status, long until, long end) {
  /** How a follow-up ends. */
  enum Status {
    /** With the outcome. */
    EVENT,
    /** With a competing event: the outcome can no longer happen. */
    COMPETING,
    /** At the end of the time, without outcome. */
    NONE,
    /** Lost before the end: unknown from then on. */
    LOST,
    /** It never began: the outcome had happened before and became known only afterwards. */
    PREVALENT;

    String word() {
      return name().toLowerCase(Locale.ROOT);
    }
  }

  /** All of a sample that passed every rule. */
  static List<Followed> of(Plan plan, Sample sample) {
    List<Followed> all = new ArrayList<>();
    for (FollowUp each : plan.task().followUps()) {
      all.add(one(plan, sample, each));
    }
    return all;
  }

  private static Followed one(Plan plan, Sample sample, FollowUp asked) {
    int predicate = plan.table().number(asked.predicate());
    long index = sample.index();
    long end = asked.within().after(index, plan.task().zone());
    if (sample.hasUnrecorded(predicate)) {
      return new Followed(asked.outcome(), Status.PREVALENT, index, end);
    }
    Timeline timeline = sample.history().timeline();
    Label label =
        Labels.between(
            plan,
            sample,
            predicate,
            timeline.after(index),
            timeline.after(end),
            sample.observedUntil() >= end);
    return switch (label.status()) {
      case POSITIVE -> new Followed(asked.outcome(), Status.EVENT, label.eventTime(), end);
      case NEGATIVE ->
          label.eventTime() == null
              ? new Followed(asked.outcome(), Status.NONE, end, end)
              : new Followed(asked.outcome(), Status.COMPETING, label.eventTime(), end);
      case UNKNOWN, NONE -> new Followed(asked.outcome(), Status.LOST, sample.observedUntil(), end);
    };
  }
}

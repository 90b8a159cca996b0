package org.medley.features.cohort;

import java.util.ArrayList;
import java.util.List;
import java.util.TreeMap;
import org.medley.features.cohort.Trigger.Landmarks;
import org.medley.features.cohort.Trigger.Occurrence;
import org.medley.features.cohort.Trigger.OnPredicate;

/** Finds the triggers of one subject in order of time. */
final class Triggers {
  private final Plan plan;
  private final History history;

  Triggers(Plan plan, History history) {
    this.plan = plan;
    this.history = history;
  }

  List<TriggerTime> times() {
    if (plan.indexIsAsOf()) {
      long moment = plan.triggerOf(plan.asOf());
      return List.of(new TriggerTime(moment, moment));
    }
    if (plan.task().trigger() instanceof Landmarks landmarks) {
      return landmarks.instants().stream()
          .map(Micros::of)
          .map(moment -> new TriggerTime(moment, moment))
          .toList();
    }
    OnPredicate on = (OnPredicate) plan.task().trigger();
    List<TriggerTime> all = plan.isCompat() ? current(on.predicate()) : known(on.predicate());
    return on.occurrence() == Occurrence.FIRST ? all.subList(0, Math.min(1, all.size())) : all;
  }

  private List<TriggerTime> current(String predicate) {
    List<TriggerTime> times = new ArrayList<>();
    CurrentCounts counts = history.current();
    int number = plan.table().number(predicate);
    int slot = counts.first(number, 0);
    while (slot != Counts.NONE) {
      long time = history.timeline().time(slot);
      times.add(new TriggerTime(time, time));
      slot = counts.first(number, slot + 1);
    }
    return times;
  }

  /** For each time at which the predicate ever was known to hold: when that was known first. */
  private List<TriggerTime> known(String predicate) {
    if (predicate.equals(Predicate.RECORD_START)) {
      long first = history.knownTimes().first();
      return first == KnownTimes.NEVER ? List.of() : List.of(new TriggerTime(first, first));
    }
    long[] known = history.knownTimes().of(plan.table().number(predicate));
    TreeMap<Long, TriggerTime> byMoment = new TreeMap<>();
    for (int slot = 0; slot < known.length; slot++) {
      if (known[slot] != KnownTimes.NEVER) {
        byMoment.merge(
            known[slot],
            new TriggerTime(known[slot], history.timeline().time(slot)),
            (one, other) -> one.event() >= other.event() ? one : other);
      }
    }
    return List.copyOf(byMoment.values());
  }
}

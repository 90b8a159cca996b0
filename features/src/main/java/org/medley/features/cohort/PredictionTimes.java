package org.medley.features.cohort;

import java.util.ArrayDeque;
import java.util.Deque;
import java.util.HashMap;
import java.util.Map;
import org.medley.features.cohort.Boundary.Next;
import org.medley.features.cohort.Boundary.Offset;

/**
 * Prediction times of one subject under strict rules. Where an event leads from the trigger to the
 * prediction time, that is the first moment at which such an event was known: nobody could predict
 * before.
 */
final class PredictionTimes {
  /** The prediction time is not reached. */
  static final long NEVER = KnownTimes.NEVER;

  private final Plan plan;
  private final History history;
  private final Deque<Integer> path = new ArrayDeque<>();
  private final Map<String, long[]> earliestFrom = new HashMap<>();

  PredictionTimes(Plan plan, History history) {
    this.plan = plan;
    this.history = history;
    for (int point = plan.indexPoint();
        point != WindowTree.TRIGGER;
        point = plan.tree().parentOf(point)) {
      path.addFirst(point);
    }
  }

  /** The prediction time of the trigger at {@code moment}; it never decreases with the moment. */
  long of(long moment) {
    long at = moment;
    for (int point : path) {
      Boundary boundary = plan.tree().boundary(point);
      if (at != NEVER && boundary instanceof Offset offset) {
        at = offset.distance().after(at, plan.task().zone());
      } else if (at != NEVER && boundary instanceof Next next) {
        long[] earliest = earliestFrom.computeIfAbsent(next.predicate(), this::earliestFrom);
        int slot =
            Places.mayServeItself(plan, point)
                ? history.timeline().atOrAfter(at)
                : history.timeline().after(at);
        at = slot < earliest.length ? earliest[slot] : NEVER;
      }
    }
    return at;
  }

  /** For each slot the first moment at which the predicate was known to hold there or later. */
  private long[] earliestFrom(String predicate) {
    long[] known = history.knownTimes().of(plan.table().number(predicate));
    for (int slot = known.length - 2; slot >= 0; slot--) {
      known[slot] = Math.min(known[slot], known[slot + 1]);
    }
    return known;
  }
}

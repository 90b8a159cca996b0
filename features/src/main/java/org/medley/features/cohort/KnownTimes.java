package org.medley.features.cohort;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;

/** From when on predicates were known to hold, one subject. */
final class KnownTimes {
  /** The predicate was never known to hold there. */
  static final long NEVER = Long.MAX_VALUE;

  private final Timeline timeline;
  private final PredicateTable table;
  private final List<Change> changes = new ArrayList<>();

  KnownTimes(Timeline timeline, PredicateTable table) {
    this.timeline = timeline;
    this.table = table;
    for (int row = 0; row < timeline.rows(); row++) {
      EventRow each = timeline.row(row);
      if (each.knownFrom() < each.superseded()) {
        changes.add(new Change(each.knownFrom(), row, 1));
        if (!each.isCurrent()) {
          changes.add(new Change(each.superseded(), row, -1));
        }
      }
    }
    changes.sort(Comparator.comparingLong(Change::moment));
  }

  /** For each slot the first moment at which {@code predicate} was known to hold there. */
  long[] of(int predicate) {
    SlotState state = new SlotState(timeline, table);
    long[] known = new long[timeline.slots()];
    Arrays.fill(known, NEVER);
    int next = 0;
    while (next < changes.size()) {
      int first = next;
      long moment = changes.get(first).moment();
      for (; next < changes.size() && changes.get(next).moment() == moment; next++) {
        state.change(changes.get(next).row(), changes.get(next).sign());
      }
      for (int i = first; i < next; i++) {
        int slot = timeline.slotOf(changes.get(i).row());
        if (known[slot] == NEVER && state.count(predicate, slot) > 0) {
          known[slot] = moment;
        }
      }
    }
    return known;
  }

  /** The first moment at which anything was known; {@link #NEVER}: nothing ever. */
  long first() {
    return changes.isEmpty() ? NEVER : changes.get(0).moment();
  }

  private record Change(long moment, int row, int sign) {}
}

package org.medley.features.cohort;

import java.util.Arrays;

/** Counts over current versions, as prefix sums. */
final class CurrentCounts extends Counts {
  private final int[][] sums;

  CurrentCounts(Timeline timeline, PredicateTable table) {
    super(timeline.slots());
    SlotState state = new SlotState(timeline, table);
    for (int row = 0; row < timeline.rows(); row++) {
      if (timeline.row(row).isCurrent()) {
        state.change(row, 1);
      }
    }
    sums = new int[table.size()][timeline.slots() + 1];
    for (int predicate = 0; predicate < sums.length; predicate++) {
      for (int slot = 0; slot < timeline.slots(); slot++) {
        sums[predicate][slot + 1] = sums[predicate][slot] + state.count(predicate, slot);
      }
    }
    int every = table.number(Predicate.ANY_EVENT);
    mark(table.number(Predicate.RECORD_START), every < 0 ? NONE : first(every, 0));
    mark(table.number(Predicate.RECORD_END), every < 0 ? NONE : last(every, timeline.slots()));
  }

  /** Lets {@code predicate} (negative: none) hold at {@code slot} (negative: none) alone. */
  private void mark(int predicate, int slot) {
    if (predicate >= 0 && slot >= 0) {
      Arrays.fill(sums[predicate], slot + 1, sums[predicate].length, 1);
    }
  }

  @Override
  int before(int predicate, int slot) {
    return sums[predicate][slot];
  }

  @Override
  int exceeding(int predicate, int sum) {
    int low = 0;
    int high = sums[predicate].length - 1;
    while (low < high) {
      int middle = (low + high) >>> 1;
      if (sums[predicate][middle] > sum) {
        high = middle;
      } else {
        low = middle + 1;
      }
    }
    return low - 1;
  }
}

package org.medley.features.cohort;

/** Base counts by slot while rows come and go. */
final class SlotState {
  private final Timeline timeline;
  private final PredicateTable table;
  private final int[][] base;

  /** A state without any row. */
  SlotState(Timeline timeline, PredicateTable table) {
    this.timeline = timeline;
    this.table = table;
    this.base = new int[timeline.slots()][table.width()];
  }

  /** Adds the counts of a row to its slot ({@code sign} 1), or takes them away (-1). */
  void change(int row, int sign) {
    int[] slot = base[timeline.slotOf(row)];
    EventRow counts = timeline.row(row);
    for (int i = 0; i < slot.length; i++) {
      slot[i] += sign * counts.count(i);
    }
  }

  /** The count of a predicate at a slot. */
  int count(int predicate, int slot) {
    return table.count(predicate, base[slot]);
  }
}

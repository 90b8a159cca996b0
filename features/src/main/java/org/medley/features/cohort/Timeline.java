package org.medley.features.cohort;

import java.util.Arrays;
import java.util.Comparator;
import java.util.List;

/** One subject's rows in order of time; rows with the same time share a slot. */
final class Timeline {
  private final EventRow[] rows;
  private final int[] slotOfRow;
  private final long[] times;

  /** The timeline of {@code rows} in any order. */
  Timeline(List<EventRow> rows) {
    this.rows = rows.toArray(EventRow[]::new);
    Arrays.sort(this.rows, Comparator.comparingLong(EventRow::time));
    slotOfRow = new int[this.rows.length];
    long[] distinct = new long[this.rows.length];
    int slots = 0;
    for (int i = 0; i < this.rows.length; i++) {
      if (i == 0 || this.rows[i].time() != this.rows[i - 1].time()) {
        distinct[slots++] = this.rows[i].time();
      }
      slotOfRow[i] = slots - 1;
    }
    times = Arrays.copyOf(distinct, slots);
  }

  int rows() {
    return rows.length;
  }

  EventRow row(int number) {
    return rows[number];
  }

  int slotOf(int row) {
    return slotOfRow[row];
  }

  /** Number of distinct times. */
  int slots() {
    return times.length;
  }

  /** The time of a slot. */
  long time(int slot) {
    return times[slot];
  }

  /** The first slot at or after {@code time}. */
  int atOrAfter(long time) {
    int found = Arrays.binarySearch(times, time);
    return found >= 0 ? found : -found - 1;
  }

  /** The first slot after {@code time}. */
  int after(long time) {
    int found = Arrays.binarySearch(times, time);
    return found >= 0 ? found + 1 : -found - 1;
  }
}

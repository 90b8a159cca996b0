package org.medley.features.cohort;

import java.util.Comparator;
import java.util.stream.IntStream;

/**
 * Counts over what was known at a moment that only moves forward: a row counts from when it
 * happened and existed until a newer version superseded it. One Fenwick tree (P. Fenwick, "A new
 * data structure for cumulative frequency tables", 1994) for each predicate, so that moving over
 * all n rows and asking k times costs O((n + k) log n).
 *
 * <p>One more predicate, {@link #unrecorded}, holds where the label's predicate holds among current
 * versions but was not known.
 */
final class KnownCounts extends Counts {
  private final Timeline timeline;
  private final PredicateTable table;
  private final SlotState state;
  private final CurrentCounts current;
  private final int label;
  private final int[][] trees;
  private final int[] appearing;
  private final int[] vanishing;
  private int appeared;
  private int vanished;

  /** Nothing is known yet; {@code label} is the label's predicate or negative. */
  KnownCounts(Timeline timeline, PredicateTable table, CurrentCounts current, int label) {
    super(timeline.slots());
    this.timeline = timeline;
    this.table = table;
    this.state = new SlotState(timeline, table);
    this.current = current;
    this.label = label;
    trees = new int[table.size() + (label < 0 ? 0 : 1)][timeline.slots() + 1];
    appearing = ordered(timeline, Comparator.comparingLong(EventRow::knownFrom), false);
    vanishing = ordered(timeline, Comparator.comparingLong(EventRow::superseded), true);
    for (int slot = 0; label >= 0 && slot < timeline.slots(); slot++) {
      add(unrecorded(), slot, isUnrecorded(slot) ? 1 : 0);
    }
  }

  private static int[] ordered(Timeline timeline, Comparator<EventRow> by, boolean superseded) {
    return IntStream.range(0, timeline.rows())
        .filter(row -> timeline.row(row).knownFrom() < timeline.row(row).superseded())
        .filter(row -> !superseded || !timeline.row(row).isCurrent())
        .boxed()
        .sorted(Comparator.comparing(timeline::row, by))
        .mapToInt(Integer::intValue)
        .toArray();
  }

  /** The number of the predicate that marks outcomes which had happened but were not known. */
  int unrecorded() {
    return table.size();
  }

  /** Moves to {@code moment}, which is not before the last one. */
  void moveTo(long moment) {
    while (appeared < appearing.length && timeline.row(appearing[appeared]).knownFrom() <= moment) {
      change(appearing[appeared++], 1);
    }
    while (vanished < vanishing.length
        && timeline.row(vanishing[vanished]).superseded() <= moment) {
      change(vanishing[vanished++], -1);
    }
  }

  private void change(int row, int sign) {
    int slot = timeline.slotOf(row);
    int[] old = counts(slot);
    state.change(row, sign);
    int[] now = counts(slot);
    for (int predicate = 0; predicate < trees.length; predicate++) {
      add(predicate, slot, now[predicate] - old[predicate]);
    }
  }

  private int[] counts(int slot) {
    int[] counts = new int[trees.length];
    for (int predicate = 0; predicate < table.size(); predicate++) {
      counts[predicate] = state.count(predicate, slot);
    }
    if (label >= 0) {
      counts[unrecorded()] = isUnrecorded(slot) ? 1 : 0;
    }
    return counts;
  }

  private boolean isUnrecorded(int slot) {
    return current.between(label, slot, slot + 1) > 0 && state.count(label, slot) == 0;
  }

  private void add(int predicate, int slot, int change) {
    if (change != 0) {
      int[] tree = trees[predicate];
      for (int at = slot + 1; at < tree.length; at += at & -at) {
        tree[at] += change;
      }
    }
  }

  @Override
  int before(int predicate, int slot) {
    int sum = 0;
    for (int at = slot; at > 0; at -= at & -at) {
      sum += trees[predicate][at];
    }
    return sum;
  }

  @Override
  int exceeding(int predicate, int sum) {
    int[] tree = trees[predicate];
    int at = 0;
    int left = sum;
    for (int step = Integer.highestOneBit(tree.length); step > 0; step >>= 1) {
      if (at + step < tree.length && tree[at + step] <= left) {
        at += step;
        left -= tree[at];
      }
    }
    return at;
  }
}

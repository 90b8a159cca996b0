package org.medley.features.cohort;

import java.time.LocalDate;
import org.medley.features.cohort.Boundary.Next;
import org.medley.features.cohort.Boundary.Offset;
import org.medley.features.cohort.Boundary.Previous;
import org.medley.features.cohort.Boundary.RecordEdge;

/**
 * One subject at one index time with its windows placed. Windows that surely end at or before the
 * index see what was known at it; all others see current versions.
 */
final class Sample {
  private final Plan plan;
  private final History history;
  private final long index;
  private final Period period;
  private final long[] at;
  private final boolean[] placed;
  private boolean unsettled;

  /** Places the windows of the candidate at {@code trigger}; the history has moved to its index. */
  Sample(Plan plan, History history, long trigger) {
    this.plan = plan;
    this.history = history;
    this.index = trigger + plan.indexDistance();
    this.period =
        history.periods().stream().filter(each -> each.covers(index)).findFirst().orElse(null);
    int points = 1 + 2 * plan.task().windows().size();
    at = new long[points];
    placed = new boolean[points];
    at[WindowTree.TRIGGER] = trigger;
    placed[WindowTree.TRIGGER] = true;
    for (int point : plan.order()) {
      place(point);
    }
  }

  private void place(int point) {
    Boundary boundary = plan.tree().boundary(point);
    boolean isStart = WindowTree.side(point) == Side.START;
    if (boundary instanceof RecordEdge) {
      at[point] = isStart ? Long.MIN_VALUE : Long.MAX_VALUE;
      placed[point] = true;
      return;
    }
    int parent = plan.tree().parentOf(point);
    if (!placed[parent]) {
      return;
    }
    if (boundary instanceof Offset offset) {
      at[point] = at[parent] + WindowTree.micros(offset);
      placed[point] = true;
    } else {
      bound(point, boundary, at[parent]);
    }
  }

  /**
   * The nearest event lies strictly beyond the reference, unless reference and event are the two
   * ends of this window and both are inside it: only then is a window of one instant not empty.
   */
  private void bound(int point, Boundary boundary, long from) {
    Window window = plan.tree().window(point);
    boolean own = boundary.from() instanceof Boundary.OwnPoint;
    boolean here = own && window.startInclusive() && window.endInclusive();
    Counts counts = counts((point - 1) / 2);
    Timeline timeline = history.timeline();
    int predicate = plan.table().number(boundary.bound());
    int slot = Counts.NONE;
    if (boundary instanceof Next) {
      slot = counts.first(predicate, here ? timeline.atOrAfter(from) : timeline.after(from));
    } else if (boundary instanceof Previous) {
      slot = counts.last(predicate, here ? timeline.after(from) : timeline.atOrAfter(from));
    }
    if (slot != Counts.NONE) {
      at[point] = timeline.time(slot);
      placed[point] = true;
    }
  }

  private Counts counts(int window) {
    return plan.isInput(window) ? history.known() : history.current();
  }

  /** The prediction time. */
  long index() {
    return index;
  }

  /** The date of birth; null: not stated. */
  LocalDate birth() {
    return history.birth();
  }

  /** The observation period that covers the index; null: none. */
  Period period() {
    return period;
  }

  boolean isObserved() {
    return period != null;
  }

  /** The last moment of observation: the period's end, at the latest the as-of date. */
  long observedUntil() {
    return Math.min(period.end(), plan.asOf());
  }

  boolean isPlaced(int window) {
    return isPlaced(window, Side.START) && isPlaced(window, Side.END);
  }

  boolean isPlaced(int window, Side side) {
    return placed[WindowTree.point(window, side)];
  }

  /** Where a placed side lies; the least and greatest long stand for the record's edges. */
  long time(int window, Side side) {
    return at[WindowTree.point(window, side)];
  }

  /** The time of a side; null where it is not placed or is the record's edge. */
  Long timeOrNull(int window, Side side) {
    long time = time(window, side);
    return isPlaced(window, side) && time != Long.MIN_VALUE && time != Long.MAX_VALUE ? time : null;
  }

  /** The first slot inside a window. */
  int firstSlot(int window) {
    long start = time(window, Side.START);
    return plan.task().windows().get(window).startInclusive()
        ? history.timeline().atOrAfter(start)
        : history.timeline().after(start);
  }

  /** The first slot after a window; one whose end was not reached is open. */
  int slotAfter(int window) {
    if (!isPlaced(window, Side.END)) {
      return history.timeline().slots();
    }
    long end = time(window, Side.END);
    return plan.task().windows().get(window).endInclusive()
        ? history.timeline().after(end)
        : history.timeline().atOrAfter(end);
  }

  /** The count of a predicate in a window whose start is placed. */
  int count(int window, int predicate) {
    return counts(window).between(predicate, firstSlot(window), slotAfter(window));
  }

  /**
   * Whether a window after the index meets a range as far as can be known. What is not known leaves
   * the sample in and makes its label unknown.
   */
  boolean mayMeet(int window, int predicate, CountRange range) {
    if (!isPlaced(window)) {
      unsettled = true;
      return true;
    }
    int count = count(window, predicate);
    if (range.tooMany(count)) {
      return false;
    }
    boolean settled = range.max() == null && range.enough(count);
    if (!settled && !isObservedThrough(window)) {
      unsettled = true;
      return true;
    }
    return range.enough(count);
  }

  /** Whether nothing can happen unseen up to the end of the window. */
  boolean isObservedThrough(int window) {
    if (!isPlaced(window, Side.END)) {
      return false;
    }
    long end = time(window, Side.END);
    long last = plan.task().windows().get(window).endInclusive() ? end : end - 1;
    Competing competing = Competing.after(plan, history, index);
    return observedUntil() >= last || (competing != null && competing.time() <= last);
  }

  /** Whether an outcome had happened by the index that was not known then. */
  boolean hasUnrecordedOutcome() {
    KnownCounts known = history.known();
    return known.between(known.unrecorded(), 0, history.timeline().after(index)) > 0;
  }

  /** Whether some rule could not be decided. */
  boolean isUnsettled() {
    return unsettled;
  }

  History history() {
    return history;
  }
}

package org.medley.features.cohort;

import org.medley.features.cohort.Boundary.Next;
import org.medley.features.cohort.Boundary.Offset;
import org.medley.features.cohort.Boundary.RecordEdge;

/** The windows of a task placed for one trigger of one subject. */
final class Places {
  private final Plan plan;
  private final History history;
  private final long[] at;
  private final boolean[] placed;

  /** Nothing but the trigger is placed. */
  Places(Plan plan, History history, long trigger) {
    this.plan = plan;
    this.history = history;
    int points = 1 + 2 * plan.task().windows().size();
    at = new long[points];
    placed = new boolean[points];
    put(WindowTree.TRIGGER, trigger);
  }

  /** Places all points; {@code fixed} (negative: none) is at {@code time} already. */
  void placeAll(int fixed, long time) {
    for (int point : plan.order()) {
      if (point == fixed) {
        put(point, time);
      } else {
        place(point);
      }
    }
  }

  private void put(int point, long time) {
    at[point] = time;
    placed[point] = true;
  }

  private void place(int point) {
    Boundary boundary = plan.tree().boundary(point);
    int parent = plan.tree().parentOf(point);
    if (boundary instanceof RecordEdge && !plan.isCompat()) {
      put(point, WindowTree.side(point) == Side.START ? Long.MIN_VALUE : Long.MAX_VALUE);
    } else if (placed[parent] && boundary instanceof Offset offset) {
      put(point, offset.distance().after(at[parent], plan.task().zone()));
    } else if (placed[parent]) {
      bound(point, boundary, at[parent]);
    }
  }

  private void bound(int point, Boundary boundary, long from) {
    boolean later =
        boundary instanceof Next
            || (boundary instanceof RecordEdge && WindowTree.side(point) == Side.END);
    boolean here = mayServeItself(plan, point);
    Timeline timeline = history.timeline();
    int slot =
        boundary instanceof RecordEdge
            ? edge(later)
            : nearest(
                point,
                boundary.bound(),
                later == here ? timeline.atOrAfter(from) : timeline.after(from),
                later);
    if (slot != Counts.NONE && isBeyond(timeline.time(slot), from, later, here)) {
      put(point, timeline.time(slot));
    }
  }

  /**
   * Whether an event at the reference may be the bound. Under strict rules it lies beyond, unless
   * reference and event are the two ends of this window and both are inside it: only then is a
   * window of one instant not empty. ACES looks at the event's own side alone.
   */
  static boolean mayServeItself(Plan plan, int point) {
    Boundary boundary = plan.tree().boundary(point);
    Window window = plan.tree().window(point);
    boolean own = boundary instanceof RecordEdge || boundary.from() instanceof Boundary.OwnPoint;
    if (plan.isCompat()) {
      return own
          && (WindowTree.side(point) == Side.END ? window.endInclusive() : window.startInclusive());
    }
    return own && window.startInclusive() && window.endInclusive();
  }

  private static boolean isBeyond(long time, long from, boolean later, boolean here) {
    return time == from ? here : later == time > from;
  }

  private int nearest(int point, String predicate, int slot, boolean later) {
    Counts counts = history.seen(plan.isInput((point - 1) / 2));
    int number = plan.table().number(predicate);
    return later ? counts.first(number, slot) : counts.last(number, slot);
  }

  private int edge(boolean later) {
    int every = plan.table().number(Predicate.ANY_EVENT);
    return later
        ? history.current().last(every, history.timeline().slots())
        : history.current().first(every, 0);
  }

  boolean isPlaced(int point) {
    return placed[point];
  }

  boolean isPlaced(int window, Side side) {
    return placed[WindowTree.point(window, side)];
  }

  /** Where a placed point lies. */
  long time(int point) {
    return at[point];
  }

  /** Where a placed side lies; the least and greatest long stand for the record's edges. */
  long time(int window, Side side) {
    return at[WindowTree.point(window, side)];
  }

  /** The first slot inside a window whose start is placed. */
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
}

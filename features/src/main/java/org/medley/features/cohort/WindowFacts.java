package org.medley.features.cohort;

import java.util.Map;
import org.medley.features.cohort.Boundary.RecordEdge;

/** What is certain of windows and their counts before any data are seen. */
final class WindowFacts {
  private final Task task;
  private final WindowTree tree;
  private final int index;

  WindowFacts(Task task) {
    this.task = task;
    this.tree = new WindowTree(task.windows());
    this.index = task.mode() == Mode.COMPAT ? tree.reportedIndexPoint() : tree.indexPoint();
  }

  /** Whether the window may hold the prediction time or what lies before. */
  boolean looksBack(Window window) {
    if (window.start() instanceof RecordEdge) {
      return true;
    }
    double start = tree.earliest(point(window, Side.START), index);
    return start < 0 || (start == 0 && window.startInclusive());
  }

  /** Whether the window surely ends at or before the prediction time. */
  boolean isPast(Window window) {
    return !(window.end() instanceof RecordEdge)
        && tree.latest(point(window, Side.END), index) <= 0;
  }

  /** Whether the window can hold no event at all: a single instant that it does not include. */
  boolean isEmpty(Window window) {
    if (window.start() instanceof RecordEdge || window.end() instanceof RecordEdge) {
      return false;
    }
    double most = tree.latest(point(window, Side.END), point(window, Side.START));
    return most == 0 && !(window.startInclusive() && window.endInclusive());
  }

  /** Whether whatever lies in {@code inner} surely lies in {@code outer} too. */
  boolean contains(Window outer, Window inner) {
    return startsBefore(outer, inner) && endsAfter(outer, inner);
  }

  private boolean startsBefore(Window outer, Window inner) {
    if (outer.equals(inner) || outer.start() instanceof RecordEdge) {
      return true;
    }
    if (inner.start() instanceof RecordEdge) {
      return false;
    }
    double later = tree.earliest(point(inner, Side.START), point(outer, Side.START));
    return later > 0 || (later == 0 && (outer.startInclusive() || !inner.startInclusive()));
  }

  private boolean endsAfter(Window outer, Window inner) {
    if (outer.equals(inner) || outer.end() instanceof RecordEdge) {
      return true;
    }
    if (inner.end() instanceof RecordEdge) {
      return false;
    }
    double later = tree.earliest(point(outer, Side.END), point(inner, Side.END));
    return later > 0 || (later == 0 && (outer.endInclusive() || !inner.endInclusive()));
  }

  /** Why the label in {@code target} is the same for every sample; null: nothing says so. */
  String constantLabel(Window target) {
    if (isEmpty(target)) {
      return "always negative: window " + target.name() + " can hold no event";
    }
    for (Window window : task.windows()) {
      CountRange range = window.has().get(target.label());
      if (range != null && range.max() != null && range.max() == 0 && contains(window, target)) {
        return "always negative: window %s has no %s".formatted(window.name(), target.label());
      }
      if (range != null && range.min() != null && range.min() > 0 && contains(target, window)) {
        return "always positive: window %s has %s: %s"
            .formatted(window.name(), target.label(), range);
      }
    }
    return null;
  }

  /** Whether {@code inner} must hold more of {@code predicate} than {@code outer} may. */
  boolean contradict(Window inner, Map.Entry<String, CountRange> least, Window outer) {
    Integer min = least.getValue().min();
    if (min == null || min == 0 || !contains(outer, inner)) {
      return false;
    }
    CountRange same = outer.has().get(least.getKey());
    CountRange any = outer.has().get(Predicate.ANY_EVENT);
    return (same != null && same.tooMany(min))
        || (any != null && any.max() != null && any.max() == 0);
  }

  private int point(Window window, Side side) {
    return WindowTree.point(task.windows().indexOf(window), side);
  }
}

package org.medley.features.cohort;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.medley.features.cohort.Boundary.Next;
import org.medley.features.cohort.Boundary.Offset;
import org.medley.features.cohort.Boundary.OwnPoint;
import org.medley.features.cohort.Boundary.Previous;
import org.medley.features.cohort.Boundary.Reference;
import org.medley.features.cohort.Boundary.WindowPoint;

/**
 * The points of a task's windows as a tree below the trigger: point 0 is the trigger, then each
 * window has a start and an end. Also says what is certain about the order of two points before any
 * data are seen.
 */
final class WindowTree {
  /** The trigger's point. */
  static final int TRIGGER = 0;

  private final List<Window> windows;
  private final Map<String, Integer> numbers = new HashMap<>();
  private final int[] parents;

  /** The tree of {@code windows}, whose names are distinct and whose references exist. */
  WindowTree(List<Window> windows) {
    this.windows = windows;
    for (int i = 0; i < windows.size(); i++) {
      numbers.put(windows.get(i).name(), i);
    }
    parents = new int[1 + 2 * windows.size()];
    parents[TRIGGER] = -1;
    for (int point = 1; point < parents.length; point++) {
      parents[point] = parent(point);
    }
  }

  /** The point of one side of window {@code window}. */
  static int point(int window, Side side) {
    return 1 + 2 * window + (side == Side.START ? 0 : 1);
  }

  /** The window of a point other than the trigger. */
  Window window(int point) {
    return windows.get((point - 1) / 2);
  }

  /** The boundary that places a point other than the trigger. */
  Boundary boundary(int point) {
    return window(point).at(side(point));
  }

  /** The point that {@code point} is placed from. */
  int parentOf(int point) {
    return parents[point];
  }

  /** Points other than the trigger, parents first; those in a circle are left out. */
  List<Integer> order() {
    List<Integer> order = new ArrayList<>();
    Deque<Integer> open = new ArrayDeque<>(List.of(TRIGGER));
    while (!open.isEmpty()) {
      int next = open.removeFirst();
      for (int point = 1; point < parents.length; point++) {
        if (parents[point] == next) {
          order.add(point);
          open.addLast(point);
        }
      }
    }
    return order;
  }

  /** The prediction time's point: the side that a window names, else the trigger. */
  int indexPoint() {
    for (int i = 0; i < windows.size(); i++) {
      if (windows.get(i).indexTimestamp() != null) {
        return point(i, windows.get(i).indexTimestamp());
      }
    }
    return TRIGGER;
  }

  /**
   * The prediction time's point as ACES reports it: of a window that reaches back from its end by a
   * span it takes the start for the end and the end for the start.
   */
  int reportedIndexPoint() {
    int point = indexPoint();
    if (point == TRIGGER) {
      return point;
    }
    Window window = window(point);
    boolean back =
        window.start() instanceof Offset offset
            && offset.reference() instanceof OwnPoint
            && offset.distance().isNegative();
    return back ? point((point - 1) / 2, side(point).other()) : point;
  }

  /** Whether window {@code number} surely ends at or before the prediction time. */
  boolean isInput(int number) {
    return windows.get(number).label() == null
        && latest(point(number, Side.END), indexPoint()) <= 0;
  }

  /** The greatest possible time from {@code origin} to {@code end}, in microseconds. */
  double latest(int end, int origin) {
    return -earliest(origin, end);
  }

  /** The least possible time from {@code other} to {@code point}, in microseconds. */
  double earliest(int point, int other) {
    List<Integer> path = path(point);
    List<Integer> against = path(other);
    while (!path.isEmpty() && !against.isEmpty() && path.get(0).equals(against.get(0))) {
      path.remove(0);
      against.remove(0);
    }
    return path.stream().mapToDouble(this::least).sum()
        - against.stream().mapToDouble(this::most).sum();
  }

  /** The points from below the trigger to {@code point}. */
  List<Integer> path(int point) {
    List<Integer> path = new ArrayList<>();
    for (int at = point; at != TRIGGER; at = parents[at]) {
      path.add(0, at);
    }
    return path;
  }

  private double least(int point) {
    Boundary boundary = boundary(point);
    if (boundary instanceof Offset offset) {
      return offset.distance().least();
    }
    boolean later =
        boundary instanceof Next || (!(boundary instanceof Previous) && side(point) == Side.END);
    return later ? 0 : Double.NEGATIVE_INFINITY;
  }

  private double most(int point) {
    Boundary boundary = boundary(point);
    if (boundary instanceof Offset offset) {
      return offset.distance().most();
    }
    boolean later =
        boundary instanceof Next || (!(boundary instanceof Previous) && side(point) == Side.END);
    return later ? Double.POSITIVE_INFINITY : 0;
  }

  private int parent(int point) {
    Reference from = boundary(point).from();
    int window = (point - 1) / 2;
    if (from == null || from instanceof OwnPoint) {
      return point(window, side(point).other());
    }
    return from instanceof WindowPoint other
        ? point(numbers.get(other.window()), other.side())
        : TRIGGER;
  }

  static Side side(int point) {
    return (point - 1) % 2 == 0 ? Side.START : Side.END;
  }
}

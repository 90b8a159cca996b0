package org.medley.features.cohort;

import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import org.medley.features.cohort.Boundary.Next;
import org.medley.features.cohort.Boundary.Offset;
import org.medley.features.cohort.Boundary.OwnPoint;
import org.medley.features.cohort.Boundary.Previous;
import org.medley.features.cohort.Boundary.RecordEdge;
import org.medley.features.cohort.Boundary.WindowPoint;

/** Finds what is wrong with windows: form, direction, references, label and prediction time. */
final class WindowCheck {
  private final Mode mode;
  private final List<Window> windows;
  private final Set<String> names;
  private final List<TaskProblem> problems = new ArrayList<>();

  private WindowCheck(Mode mode, List<Window> windows) {
    this.mode = mode;
    this.windows = windows;
    this.names = windows.stream().map(Window::name).collect(Collectors.toCollection(TreeSet::new));
  }

  static List<TaskProblem> problems(Mode mode, List<Window> windows) {
    WindowCheck check = new WindowCheck(mode, windows);
    windows.forEach(check::form);
    check.onlyOne("label", windows.stream().filter(window -> window.label() != null).toList());
    check.onlyOne(
        "index_timestamp",
        windows.stream().filter(window -> window.indexTimestamp() != null).toList());
    if (check.problems.isEmpty()) {
      check.tree();
    }
    return check.problems;
  }

  private void form(Window window) {
    if (!window.name().matches("\\w+") || window.name().equals("trigger")) {
      add(window, "", "is not a name for a window", "use letters, digits and underscores");
    }
    boolean ownStart = isOwn(window.start());
    boolean ownEnd = isOwn(window.end());
    if (window.start() instanceof RecordEdge && window.end() instanceof RecordEdge) {
      add(window, "", "start and end are both null", "let one side refer to the trigger");
    } else if (ownStart == ownEnd) {
      add(
          window,
          "",
          ownStart
              ? "neither start nor end refers to the trigger or to another window"
              : "start and end both refer outside the window",
          "exactly one side refers outside; the other to this window's own other side, or is null");
    }
    for (Side side : Side.values()) {
      direction(window, side);
      if (window.at(side).from() instanceof WindowPoint other) {
        reference(window, side, other);
      }
    }
  }

  private void direction(Window window, Side side) {
    Boundary boundary = window.at(side);
    if (!(boundary.from() instanceof OwnPoint own)) {
      return;
    }
    if (own.side() == side) {
      add(window, "." + side.word(), "refers to itself", "refer to " + side.other().word());
      return;
    }
    boolean earlier =
        boundary instanceof Previous
            || (boundary instanceof Offset offset && offset.distance().isNegative());
    boolean later =
        boundary instanceof Next
            || (boundary instanceof Offset offset
                && !offset.distance().isNegative()
                && !offset.distance().isZero());
    if (side == Side.START ? later : earlier) {
      add(
          window,
          "." + side.word(),
          "runs the wrong way: the window would end before it starts",
          side == Side.START ? "use '-' or '<-' from end" : "use '+' or '->' from start");
    }
  }

  private void reference(Window window, Side side, WindowPoint other) {
    String path = "." + side.word();
    if (other.window().equals(window.name())) {
      add(window, path, "refers to its own window by name", "write " + other.side().word());
    } else if (!names.contains(other.window())) {
      add(
          window,
          path,
          "'" + other.window() + "' is not a window",
          "refer to trigger or to a side of one of " + names);
    } else if (mode == Mode.STRICT) {
      windows.stream()
          .filter(named -> named.name().equals(other.window()))
          .filter(named -> named.at(other.side()) instanceof RecordEdge)
          .forEach(
              named ->
                  add(
                      window,
                      path,
                      other + " is the edge of the record, which is not a point in time",
                      "refer to its other side"));
    }
  }

  private void onlyOne(String key, List<Window> named) {
    if (named.size() > 1) {
      add(
          named.get(1),
          "." + key,
          "is a second " + key + "; the first is in windows." + named.get(0).name(),
          "keep one");
    }
  }

  private void tree() {
    WindowTree tree = new WindowTree(windows);
    List<Integer> placed = tree.order();
    for (int i = 0; i < windows.size(); i++) {
      if (!placed.contains(WindowTree.point(i, Side.START))) {
        add(windows.get(i), "", "refers round in a circle", "let a window start at the trigger");
      }
    }
    if (problems.isEmpty() && mode == Mode.STRICT) {
      predictionTime(tree);
    }
    if (problems.isEmpty() && mode == Mode.STRICT) {
      labelAfterPrediction(tree);
    }
  }

  private void predictionTime(WindowTree tree) {
    int index = tree.indexPoint();
    if (index == WindowTree.TRIGGER) {
      return;
    }
    boolean knownLater =
        tree.path(index).stream()
            .map(tree::boundary)
            .anyMatch(each -> !(each instanceof Offset) && !(each instanceof Next));
    if (knownLater) {
      add(
          tree.window(index),
          ".index_timestamp",
          "is bounded by an earlier event or the record's edge, so it is known only afterwards",
          "use the trigger, a time after it, or a later event");
    } else if (tree.earliest(index, WindowTree.TRIGGER) < 0) {
      add(
          tree.window(index),
          ".index_timestamp",
          "may lie before the trigger, so the trigger would select by the future",
          "use the trigger or a time after it");
    }
  }

  private void labelAfterPrediction(WindowTree tree) {
    for (int i = 0; i < windows.size(); i++) {
      Window window = windows.get(i);
      double start = tree.earliest(WindowTree.point(i, Side.START), tree.indexPoint());
      if (window.label() != null && (start < 0 || (start == 0 && window.startInclusive()))) {
        add(
            window,
            ".label",
            "may count events at or before the prediction time",
            "start the window at the prediction time with 'start_inclusive: false', or later");
      }
    }
  }

  private static boolean isOwn(Boundary boundary) {
    return boundary instanceof RecordEdge || boundary.from() instanceof OwnPoint;
  }

  private void add(Window window, String key, String what, String remedy) {
    problems.add(new TaskProblem("windows." + window.name() + key, what, remedy));
  }
}

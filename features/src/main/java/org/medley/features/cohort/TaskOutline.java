package org.medley.features.cohort;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.medley.features.cohort.Trigger.Landmarks;
import org.medley.features.cohort.Trigger.Occurrence;
import org.medley.features.cohort.Trigger.OnPredicate;

/** The windows of a task drawn as the tree that they form, and each window in a sentence. */
final class TaskOutline {
  private final Task task;
  private final WindowTree tree;
  private final int index;

  TaskOutline(Task task) {
    this.task = task;
    this.tree = new WindowTree(task.windows());
    this.index = task.mode() == Mode.COMPAT ? tree.reportedIndexPoint() : tree.indexPoint();
  }

  /** The tree, a line for each point. */
  List<String> tree() {
    List<String> lines = new ArrayList<>();
    lines.add("trigger: " + trigger() + mark(WindowTree.TRIGGER));
    children(WindowTree.TRIGGER, "", lines);
    return lines;
  }

  private void children(int parent, String indent, List<String> lines) {
    List<Integer> below =
        tree.order().stream().filter(point -> tree.parentOf(point) == parent).toList();
    for (int i = 0; i < below.size(); i++) {
      boolean last = i == below.size() - 1;
      int point = below.get(i);
      Window window = tree.window(point);
      Side side = WindowTree.side(point);
      lines.add(
          indent
              + (last ? "└─ " : "├─ ")
              + name(point)
              + " = "
              + BoundaryWords.of(window, side)
              + mark(point));
      children(point, indent + (last ? "   " : "│  "), lines);
    }
  }

  private String name(int point) {
    return point == WindowTree.TRIGGER
        ? "trigger"
        : tree.window(point).name() + "." + WindowTree.side(point).word();
  }

  private String mark(int point) {
    return point == index ? "   <- prediction time" : "";
  }

  /** What makes a candidate. */
  String trigger() {
    if (task.trigger() instanceof Landmarks landmarks) {
      return "the end of each of " + landmarks.dates().size() + " dates";
    }
    OnPredicate on = (OnPredicate) task.trigger();
    String words = (on.occurrence() == Occurrence.FIRST ? "the first " : "every ") + on.predicate();
    if (!on.calendar().equals(CalendarRule.ANY)) {
      words += " " + on.calendar().words();
    }
    return on.washout().isZero()
        ? words
        : words + ", none in the " + on.washout().words() + " before";
  }

  /** Each window in a sentence. */
  List<String> windows() {
    return task.windows().stream().map(this::window).toList();
  }

  private String window(Window window) {
    List<String> parts = new ArrayList<>();
    parts.add(
        (window.startInclusive() ? "[" : "(")
            + BoundaryWords.of(window, Side.START)
            + ", "
            + BoundaryWords.of(window, Side.END)
            + (window.endInclusive() ? "]" : ")"));
    for (Map.Entry<String, CountRange> has : window.has().entrySet()) {
      parts.add("has " + has.getKey() + ": " + has.getValue());
    }
    window.values().forEach(rule -> parts.add("has " + rule.key() + " " + rule.range().words()));
    if (window.label() != null) {
      parts.add("its " + window.label() + " is the label");
    }
    return window.name() + ": " + String.join("; ", parts);
  }

  /** What the prediction time is. */
  String index() {
    if (index == WindowTree.TRIGGER) {
      return "the trigger";
    }
    String where = BoundaryWords.of(tree.window(index), WindowTree.side(index));
    return name(index) + ", " + where;
  }
}

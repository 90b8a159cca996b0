package org.medley.features.cohort;

import java.util.ArrayList;
import java.util.List;
import org.medley.features.cohort.ScoreRule.AsOf;

/**
 * A task made ready: predicates numbered, windows in the order in which they are placed, rules in
 * the order in which they are applied. Built once per partition from the task, which travels
 * instead.
 */
final class Plan {
  private static final String INPUT = "input";

  private final Task task;
  private final Purpose purpose;
  private final long asOf;
  private final PredicateTable table;
  private final WindowTree tree;
  private final int[] order;
  private final boolean[] input;
  private final int labelWindow;
  private final int indexPoint;
  private final List<Rule> rules;

  Plan(Task task, Purpose purpose, long asOf) {
    this.task = task;
    this.purpose = purpose;
    this.asOf = asOf;
    this.table = new PredicateTable(task);
    this.tree = new WindowTree(task.windows());
    this.input = new boolean[task.windows().size()];
    for (int i = 0; i < input.length; i++) {
      input[i] = tree.isInput(i);
    }
    this.labelWindow = task.labelWindow().map(task.windows()::indexOf).orElse(-1);
    List<Integer> points = new ArrayList<>(tree.order());
    points.removeIf(point -> purpose == Purpose.SCORE && !input[(point - 1) / 2]);
    this.order = points.stream().mapToInt(Integer::intValue).toArray();
    this.indexPoint = isCompat() ? tree.reportedIndexPoint() : tree.indexPoint();
    this.rules = Rules.of(this);
  }

  Task task() {
    return task;
  }

  Purpose purpose() {
    return purpose;
  }

  /** Whether the rules of ACES decide. */
  boolean isCompat() {
    return task.mode() == Mode.COMPAT;
  }

  /** Whether anything is asked of people beside their events. */
  boolean needsPeople() {
    return !isCompat()
        || task.eligibility().age() != null
        || !(task.trigger() instanceof Trigger.OnPredicate);
  }

  /** The end of the logical date. */
  long asOf() {
    return asOf;
  }

  PredicateTable table() {
    return table;
  }

  WindowTree tree() {
    return tree;
  }

  /** Points to place, parents first; scoring leaves out what ends after the prediction time. */
  int[] order() {
    return order;
  }

  /** Whether the window surely ends at or before the prediction time. */
  boolean isInput(int window) {
    return input[window];
  }

  /** The window named input, where it surely ends by the prediction time; negative: none. */
  int inputWindow() {
    List<String> names = task.windows().stream().map(Window::name).toList();
    int found = names.indexOf(INPUT);
    return found >= 0 && input[found] ? found : -1;
  }

  /** The window of the label; negative: none, or not asked for. */
  int labelWindow() {
    return purpose == Purpose.TRAIN ? labelWindow : -1;
  }

  /** The label's predicate; negative: none, or not asked for. */
  int label() {
    return labelWindow() < 0 ? -1 : table.number(task.windows().get(labelWindow).label());
  }

  List<Rule> rules() {
    return rules;
  }

  /** The point that is the prediction time. */
  int indexPoint() {
    return indexPoint;
  }

  /** Whether an event leads from the trigger to the prediction time. */
  boolean indexNeedsEvent() {
    return tree.path(indexPoint).stream()
        .anyMatch(point -> !(tree.boundary(point) instanceof Boundary.Offset));
  }

  /** The trigger whose prediction time is {@code index}, where no event lies between them. */
  long triggerOf(long index) {
    long at = index;
    for (int point = indexPoint; point != WindowTree.TRIGGER; point = tree.parentOf(point)) {
      at = ((Boundary.Offset) tree.boundary(point)).distance().before(at, task.zone());
    }
    return at;
  }

  /** Whether the as-of date takes the place of the trigger. */
  boolean indexIsAsOf() {
    return purpose == Purpose.SCORE && task.score() instanceof AsOf;
  }
}

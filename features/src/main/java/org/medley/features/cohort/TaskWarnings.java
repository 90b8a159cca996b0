package org.medley.features.cohort;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.medley.features.cohort.Boundary.Next;
import org.medley.features.cohort.Boundary.Offset;
import org.medley.features.cohort.Boundary.WindowPoint;
import org.medley.features.cohort.Trigger.OnPredicate;

/** Finds what is legal in a task and rarely meant. */
final class TaskWarnings {
  private final Task task;
  private final WindowFacts facts;
  private final List<TaskProblem> warnings = new ArrayList<>();

  TaskWarnings(Task task, WindowFacts facts) {
    this.task = task;
    this.facts = facts;
  }

  /** All of them, in the order of the file. */
  List<TaskProblem> all() {
    trigger();
    for (Window window : task.windows()) {
      neverMet(window);
      passedOver(window);
    }
    task.labelWindow().ifPresent(this::label);
    mode();
    return warnings;
  }

  private void trigger() {
    if (task.trigger() instanceof OnPredicate on
        && on.predicate().equals(Predicate.ANY_EVENT)
        && on.occurrence() == Trigger.Occurrence.ALL
        && on.washout().isZero()) {
      add(
          "trigger",
          "gives a sample for every time with an event, most of them overlapping",
          "trigger on dates or on a rarer event, or add 'occurrence: first' or a washout");
    }
  }

  private void neverMet(Window window) {
    for (Map.Entry<String, CountRange> has : window.has().entrySet()) {
      Integer min = has.getValue().min();
      if (facts.isEmpty(window) && min != null && min > 0) {
        add(
            has(window, has.getKey()),
            "can never be met: the window is an instant that it does not include",
            "make both sides inclusive, or let it last");
      }
      for (Window outer : task.windows()) {
        if (facts.contradict(window, has, outer)) {
          String where =
              outer.equals(window)
                  ? "the same window"
                  : "window " + outer.name() + ", which contains it,";
          add(
              has(window, has.getKey()),
              "can never be met: " + where + " allows fewer",
              "correct one of the two");
        }
      }
    }
  }

  /**
   * The window begins where another ends. What the other one allows at that instant or before is
   * passed over, though it decides where this one ends or what its label is.
   */
  private void passedOver(Window window) {
    if (!(window.start() instanceof Offset offset)
        || !(offset.reference() instanceof WindowPoint point)
        || point.side() != Side.END
        || window.startInclusive()) {
      return;
    }
    Window before =
        task.windows().stream()
            .filter(each -> each.name().equals(point.window()))
            .findFirst()
            .orElseThrow();
    if (facts.isPast(before)) {
      return;
    }
    String path = "windows." + before.name() + ".has";
    if (window.end() instanceof Next next && allows(before, next.predicate())) {
      add(
          path,
          "allows %s, with which window %s ends: one that happens by then is passed over"
              .formatted(next.predicate(), window.name()),
          "add '" + next.predicate() + ": (None, 0)'");
    }
    if (window.label() != null
        && !(window.end() instanceof Next next && next.predicate().equals(window.label()))
        && allows(before, window.label())) {
      add(
          path,
          "allows %s, the label: one that happens by then is not counted".formatted(window.label()),
          "add '" + window.label() + ": (None, 0)'");
    }
  }

  /**
   * Whether the predicate may occur; forbidding what it is made of, or what holds wherever it does,
   * forbids it too.
   */
  private boolean allows(Window window, String predicate) {
    if (window.has().entrySet().stream()
        .filter(each -> Integer.valueOf(0).equals(each.getValue().max()))
        .anyMatch(each -> implies(predicate, new Expression.Name(each.getKey())))) {
      return false;
    }
    if (!(task.predicates().get(predicate) instanceof Predicate.Derived derived)) {
      return true;
    }
    Expression expression = derived.expression();
    return expression instanceof Expression.And
        ? expression.parts().stream().allMatch(part -> allowsPart(window, part))
        : expression.parts().stream().anyMatch(part -> allowsPart(window, part));
  }

  /** Whether {@code other} surely holds wherever the predicate does. */
  private boolean implies(String predicate, Expression other) {
    if (other instanceof Expression.Or or) {
      return or.parts().stream().anyMatch(part -> implies(predicate, part));
    }
    if (other instanceof Expression.And and) {
      return and.parts().stream().allMatch(part -> implies(predicate, part));
    }
    return other instanceof Expression.Name name
        && (name.name().equals(predicate)
            || (task.predicates().get(name.name()) instanceof Predicate.Derived derived
                && implies(predicate, derived.expression())));
  }

  private boolean allowsPart(Window window, Expression part) {
    return !(part instanceof Expression.Name name) || allows(window, name.name());
  }

  private void label(Window target) {
    String path = "windows." + target.name() + ".label";
    if (facts.looksBack(target)) {
      add(
          path,
          "may count events at or before the prediction time, which the model sees",
          "start the window at the prediction time with 'start_inclusive: false'");
    }
    String constant = facts.constantLabel(target);
    if (constant != null) {
      add(path, "is " + constant, "correct the window or its 'has'");
    }
    if (task.mode() == Mode.STRICT && task.observation().competing().isEmpty()) {
      add(
          "observation.competing",
          "names nothing, so a death before the outcome leaves the label unknown",
          "write 'observation: {competing: [death]}', unless death is the outcome");
    }
  }

  private void mode() {
    if (task.mode() == Mode.STRICT) {
      return;
    }
    if (!task.observation().equals(ObservationRule.NONE)) {
      add("observation", "is not looked at in mode compat", "leave it out, or use mode strict");
    }
    WindowTree tree = new WindowTree(task.windows());
    if (tree.reportedIndexPoint() != tree.indexPoint()) {
      add(
          "windows." + tree.window(tree.indexPoint()).name() + ".index_timestamp",
          "is, as in ACES, the window's other side, since the window reaches back by a span",
          "begin the window at a fixed point, or use mode strict");
    }
  }

  private static String has(Window window, String predicate) {
    return "windows." + window.name() + ".has." + predicate;
  }

  private void add(String path, String what, String remedy) {
    warnings.add(new TaskProblem(path, what, remedy));
  }
}

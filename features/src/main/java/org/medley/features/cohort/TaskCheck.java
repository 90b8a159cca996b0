package org.medley.features.cohort;

import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.medley.features.cohort.Predicate.Derived;
import org.medley.features.cohort.ScoreRule.AsOf;
import org.medley.features.cohort.Trigger.OnPredicate;

/** Finds what is wrong with the parts of a task taken together; see the package's specification. */
public final class TaskCheck {
  private final Map<String, Predicate> predicates;
  private final List<TaskProblem> problems = new ArrayList<>();

  private TaskCheck(Map<String, Predicate> predicates) {
    this.predicates = predicates;
  }

  /** Every problem, with key paths as in a task file; empty where the task is sound. */
  public static List<TaskProblem> problems(
      Map<String, Predicate> predicates,
      Trigger trigger,
      List<Window> windows,
      ObservationRule observation,
      ScoreRule score) {
    TaskCheck check = new TaskCheck(predicates);
    check.predicates();
    if (trigger instanceof OnPredicate on) {
      check.defined("trigger", on.predicate());
    }
    check.problems.addAll(WindowCheck.problems(windows));
    windows.forEach(check::windowPredicates);
    observation.competing().forEach(name -> check.defined("observation.competing", name));
    check.competing(windows, observation);
    if (score instanceof AsOf && trigger instanceof OnPredicate) {
      check.add(
          "score.at",
          "is as-of, but the task learns from triggers, not from landmarks",
          "write {at: trigger, within: 30d}, or trigger on dates");
    }
    return check.problems;
  }

  private void predicates() {
    predicates.forEach(
        (name, predicate) -> {
          String path = "predicates." + name;
          if (!name.matches("[A-Za-z0-9]\\w*")) {
            add(
                path,
                "is not a name for a predicate",
                "use letters, digits and underscores, and no underscore first");
          }
          if (predicate instanceof Derived derived) {
            derived.inputs().forEach(input -> defined(path, input));
            if (reaches(derived, name, new LinkedHashSet<>())) {
              add(path, "goes round in a circle", "define it without itself");
            }
          }
        });
  }

  private boolean reaches(Derived from, String name, Set<String> seen) {
    for (String input : from.inputs()) {
      if (input.equals(name)) {
        return true;
      }
      if (seen.add(input)
          && predicates.get(input) instanceof Derived derived
          && reaches(derived, name, seen)) {
        return true;
      }
    }
    return false;
  }

  private void windowPredicates(Window window) {
    String path = "windows." + window.name();
    for (Side side : Side.values()) {
      if (window.at(side).bound() != null) {
        defined(path + "." + side.word(), window.at(side).bound());
      }
    }
    window.has().keySet().forEach(name -> defined(path + ".has", name));
    if (window.label() != null) {
      defined(path + ".label", window.label());
    }
  }

  private void competing(List<Window> windows, ObservationRule observation) {
    for (Window window : windows) {
      if (window.label() != null && observation.competing().contains(window.label())) {
        add(
            "observation.competing",
            "'" + window.label() + "' is the label as well",
            "an outcome does not compete with itself: take it out");
      }
    }
  }

  private void defined(String path, String name) {
    if (predicates.containsKey(name) || name.equals(Predicate.ANY_EVENT)) {
      return;
    }
    if (name.equals("_RECORD_START") || name.equals("_RECORD_END")) {
      add(path, "'" + name + "' is not supported here", "write 'null' for the record's edge");
      return;
    }
    add(
        path,
        "'" + name + "' is not a predicate",
        "define it under 'predicates', or use one of " + predicates.keySet());
  }

  private void add(String path, String what, String remedy) {
    problems.add(new TaskProblem(path, what, remedy));
  }
}

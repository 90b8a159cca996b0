package org.medley.features.cohort;

import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.medley.features.cohort.Predicate.Derived;
import org.medley.features.cohort.Predicate.Placeholder;
import org.medley.features.cohort.Predicate.Plain;
import org.medley.features.cohort.Predicate.Static;
import org.medley.features.cohort.ScoreRule.AsOf;
import org.medley.features.cohort.Trigger.OnPredicate;

/** Finds what is wrong with the parts of a task taken together; see the package's specification. */
public final class TaskCheck {
  private static final List<String> SPECIAL =
      List.of(Predicate.ANY_EVENT, Predicate.RECORD_START, Predicate.RECORD_END);

  private final Mode mode;
  private final Map<String, Predicate> predicates;
  private final List<TaskProblem> problems = new ArrayList<>();

  private TaskCheck(Mode mode, Map<String, Predicate> predicates) {
    this.mode = mode;
    this.predicates = predicates;
  }

  /** Every problem, with key paths as in a task file; empty where the task is sound. */
  public static List<TaskProblem> problems(
      Mode mode,
      Map<String, Predicate> predicates,
      Trigger trigger,
      Map<String, String> arms,
      List<Window> windows,
      ObservationRule observation,
      List<FollowUp> followUps,
      ScoreRule score) {
    TaskCheck check = new TaskCheck(mode, predicates);
    check.predicates();
    check.trigger(trigger, arms);
    check.problems.addAll(WindowCheck.problems(mode, windows));
    windows.forEach(check::windowPredicates);
    observation.competing().forEach(name -> check.defined("observation.competing", name));
    check.competing(windows, observation);
    followUps.forEach(
        each -> check.defined("outcomes." + each.outcome() + ".predicate", each.predicate()));
    if (score instanceof AsOf && trigger instanceof OnPredicate) {
      check.add(
          "score.at",
          "is as-of, but the task learns from triggers, not from landmarks",
          "write {at: trigger, within: 30d}, or trigger on dates");
    }
    if (score instanceof AsOf && check.problems.isEmpty()) {
      check.asOf(windows);
    }
    return check.problems;
  }

  private void asOf(List<Window> windows) {
    WindowTree tree = new WindowTree(windows);
    boolean event =
        tree.path(tree.indexPoint()).stream()
            .anyMatch(point -> !(tree.boundary(point) instanceof Boundary.Offset));
    if (event) {
      add(
          "score.at",
          "is as-of, but an event leads to the prediction time",
          "write {at: trigger, within: 30d}, or a fixed prediction time");
    }
  }

  private void trigger(Trigger trigger, Map<String, String> arms) {
    if (trigger instanceof OnPredicate on) {
      boolean strictStart = mode == Mode.STRICT && on.predicate().equals(Predicate.RECORD_START);
      if (!strictStart) {
        defined("trigger", on.predicate());
      }
    } else if (!arms.isEmpty()) {
      add("arms", "need an event that starts them", "let a predicate be the trigger");
    }
    arms.forEach((arm, predicate) -> defined("arms." + arm, predicate));
    if (arms.size() == 1) {
      add("arms", "are only one", "name at least two to compare, or leave 'arms' out");
    }
  }

  private void predicates() {
    predicates.forEach(
        (name, predicate) -> {
          String path = "predicates." + name;
          if (!name.matches("\\w+") || SPECIAL.contains(name)) {
            add(
                path,
                "is not a name for a predicate",
                "use letters, digits and underscores, and none of " + SPECIAL);
          }
          if (predicate instanceof Derived derived) {
            derived.expression().names().forEach(input -> input(path, input));
            if (reaches(derived, name, new LinkedHashSet<>())) {
              add(path, "goes round in a circle", "define it without itself");
            }
          }
        });
  }

  private boolean reaches(Derived from, String name, Set<String> seen) {
    for (String input : from.expression().names()) {
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
    window.has().keySet().forEach(name -> defined(path + ".has." + name, name));
    window.values().forEach(rule -> valued(path + ".has." + rule.key(), rule.predicate()));
    if (window.label() != null) {
      defined(path + ".label", window.label());
    }
  }

  private void valued(String path, String name) {
    if (predicates.get(name) instanceof Plain) {
      return;
    }
    if (predicates.get(name) instanceof Placeholder) {
      placeholder(name);
      return;
    }
    boolean known = predicates.containsKey(name) || name.equals(Predicate.ANY_EVENT);
    add(
        path,
        "'" + name + "' " + (known ? "has no values of its own" : "is not a predicate"),
        "aggregate a predicate with a 'code'");
  }

  private void input(String path, String name) {
    if (name.equals(Predicate.RECORD_START) || name.equals(Predicate.RECORD_END)) {
      add(path, "'" + name + "' cannot be combined", "use it in a window alone");
    } else if (!(predicates.get(name) instanceof Static)
        && Placeholders.behind(predicates, name).isEmpty()) {
      defined(path, name);
    }
  }

  /** Told once, however often it is used. */
  private void placeholder(String name) {
    TaskProblem problem =
        new TaskProblem(
            "predicates." + name,
            "is a placeholder",
            "define it here, or in a file for the data set that --predicates names");
    if (!problems.contains(problem)) {
      problems.add(problem);
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
    boolean edge = name.equals(Predicate.RECORD_START) || name.equals(Predicate.RECORD_END);
    Optional<String> open = Placeholders.behind(predicates, name);
    if (open.isPresent()) {
      placeholder(open.get());
    } else if (predicates.get(name) instanceof Static) {
      add(
          path,
          "'" + name + "' is of patient_demographics and has no time",
          "use it in an 'expr' beside a predicate that has");
    } else if (edge && mode == Mode.STRICT) {
      add(
          path,
          "'" + name + "' is not supported here",
          "write 'null' for the record's edge, or 'mode: compat' for the rules of ACES");
    } else if (!edge && !predicates.containsKey(name) && !name.equals(Predicate.ANY_EVENT)) {
      add(
          path,
          "'" + name + "' is not a predicate",
          "define it under 'predicates', or use one of " + predicates.keySet());
    }
  }

  private void add(String path, String what, String remedy) {
    problems.add(new TaskProblem(path, what, remedy));
  }
}

package org.medley.jobs.night;

import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import org.medley.jobs.control.Ledger;
import org.medley.jobs.error.ExitCode;
import org.medley.jobs.error.MedleyException;

/**
 * Which steps of a night a run may run. What is not selected stands as its last end left it. A name
 * is that of a step ({@code features:acute-care}) or the word that it begins with ({@code
 * features}), which means all of them.
 *
 * @param only these steps alone; empty: no such limit
 * @param from these steps and all that depend on them; empty: no such limit
 * @param until these steps and all that they depend on; empty: no such limit
 */
public record Selection(List<String> only, List<String> from, List<String> until) {
  /** Every step. */
  public static final Selection ALL = new Selection(List.of(), List.of(), List.of());

  /**
   * Checks that the limits go together.
   *
   * @throws MedleyException with exit code 64 if {@code only} stands beside another
   */
  public Selection {
    only = List.copyOf(only);
    from = List.copyOf(from);
    until = List.copyOf(until);
    if (!only.isEmpty() && !(from.isEmpty() && until.isEmpty())) {
      throw new MedleyException(
          ExitCode.USAGE,
          "--only stands beside --from or --until",
          "name steps by --only, or a part of the night by --from and --until");
    }
  }

  /** Whether nothing is left out. */
  public boolean isAll() {
    return only.isEmpty() && from.isEmpty() && until.isEmpty();
  }

  /**
   * The names of the steps that are selected among {@code steps}, which stand in an order in which
   * every step follows those that it reads.
   *
   * @throws MedleyException with exit code 64 if a name is that of no step
   */
  public Set<String> of(List<Step> steps) {
    Set<String> selected = steps.stream().map(Step::name).collect(linked());
    if (!only.isEmpty()) {
      selected.retainAll(named(only, steps));
    }
    if (!from.isEmpty()) {
      Set<String> after = named(from, steps);
      for (Step step : steps) {
        if (step.inputs().stream().anyMatch(after::contains)) {
          after.add(step.name());
        }
      }
      selected.retainAll(after);
    }
    if (!until.isEmpty()) {
      Set<String> before = named(until, steps);
      for (int i = steps.size() - 1; i >= 0; i--) {
        if (before.contains(steps.get(i).name())) {
          before.addAll(steps.get(i).inputs());
        }
      }
      selected.retainAll(before);
    }
    return selected;
  }

  /**
   * The steps of a night in which those that are not selected stand. Those that never ended are
   * left out.
   *
   * @throws MedleyException with exit code 64 if a name is that of no step, or a selected step
   *     reads one that is left out
   */
  public List<Step> of(List<Step> steps, Ledger ledger) {
    if (isAll()) {
      return steps;
    }
    Set<String> selected = of(steps);
    List<Step> planned = new ArrayList<>();
    Set<String> present = new LinkedHashSet<>();
    for (Step step : steps) {
      boolean runs = selected.contains(step.name());
      if (runs) {
        requireInputs(step, present);
      }
      if (runs || ledger.lastResult(step.name()).isPresent()) {
        planned.add(runs ? step : new Standing(step, "it is not selected"));
        present.add(step.name());
      }
    }
    return planned;
  }

  private static void requireInputs(Step step, Set<String> present) {
    for (String input : step.inputs()) {
      if (!present.contains(input)) {
        throw new MedleyException(
            ExitCode.USAGE,
            "%s reads %s, which has never ended in this lake and is not selected"
                .formatted(step.name(), input),
            "select it too, as by --until " + step.name() + ", or run a whole night first");
      }
    }
  }

  private static Set<String> named(List<String> wanted, List<Step> steps) {
    Set<String> named = new LinkedHashSet<>();
    for (String name : wanted) {
      Set<String> found =
          steps.stream()
              .map(Step::name)
              .filter(step -> step.equals(name) || word(step).equals(name))
              .collect(linked());
      if (found.isEmpty()) {
        throw new MedleyException(
            ExitCode.USAGE,
            "no step of this night is called '" + name + "'",
            "the steps are "
                + steps.stream().map(Step::name).collect(Collectors.joining(", "))
                + "; a word such as 'features' means all that begin with it");
      }
      named.addAll(found);
    }
    return named;
  }

  private static String word(String step) {
    return step.split(":", 2)[0];
  }

  private static java.util.stream.Collector<String, ?, Set<String>> linked() {
    return Collectors.toCollection(LinkedHashSet::new);
  }
}

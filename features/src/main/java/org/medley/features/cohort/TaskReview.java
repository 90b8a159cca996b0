package org.medley.features.cohort;

import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.medley.features.cohort.Trigger.Landmarks;
import org.medley.features.cohort.Trigger.Occurrence;
import org.medley.features.cohort.Trigger.OnPredicate;

/**
 * What can be said of a sound task before any data are seen.
 *
 * @param trigger what makes a candidate
 * @param tree the tree of the windows' sides, a line for each
 * @param windows each window in a sentence
 * @param index what the prediction time is
 * @param label the predicate and window of the label; null: none
 * @param dependsOn windows that decide where the label is looked for, the label's own first
 * @param filters windows whose rules decide whether there is a sample
 * @param looksBack whether the label may depend on the prediction time itself or what lies before
 * @param constant why the label is the same for every sample; null: it is not, as far as is seen
 * @param samples how many samples one subject can have
 * @param warnings what is legal and rarely meant
 */
public record TaskReview(
    String trigger,
    List<String> tree,
    List<String> windows,
    String index,
    String label,
    List<String> dependsOn,
    List<String> filters,
    boolean looksBack,
    String constant,
    String samples,
    List<TaskProblem> warnings) {
  /** Reviews {@code task}; reads no data. */
  public static TaskReview of(Task task) {
    TaskOutline outline = new TaskOutline(task);
    WindowFacts facts = new WindowFacts(task);
    Optional<Window> target = task.labelWindow();
    boolean looksBack = target.map(facts::looksBack).orElse(false);
    String constant = target.map(facts::constantLabel).orElse(null);
    return new TaskReview(
        outline.trigger(),
        outline.tree(),
        outline.windows(),
        outline.index(),
        target.map(window -> window.label() + " in window " + window.name()).orElse(null),
        target.map(window -> dependsOn(task, window)).orElse(List.of()),
        task.windows().stream()
            .filter(window -> !window.has().isEmpty() || !window.values().isEmpty())
            .map(Window::name)
            .toList(),
        looksBack,
        constant,
        samples(task),
        new TaskWarnings(task, facts).all());
  }

  private static List<String> dependsOn(Task task, Window target) {
    WindowTree tree = new WindowTree(task.windows());
    Set<String> names = new LinkedHashSet<>(List.of(target.name()));
    for (Side side : Side.values()) {
      List<Integer> path =
          new ArrayList<>(tree.path(WindowTree.point(task.windows().indexOf(target), side)));
      java.util.Collections.reverse(path);
      path.forEach(point -> names.add(tree.window(point).name()));
    }
    return List.copyOf(names);
  }

  private static String samples(Task task) {
    if (task.trigger() instanceof Landmarks landmarks) {
      return "at most " + landmarks.dates().size() + ", one for each date";
    }
    OnPredicate on = (OnPredicate) task.trigger();
    boolean edge =
        on.predicate().equals(Predicate.RECORD_START)
            || on.predicate().equals(Predicate.RECORD_END);
    if (on.occurrence() == Occurrence.FIRST || edge) {
      return "at most one";
    }
    if (!on.washout().isZero()) {
      return "at most one in any " + on.washout().words();
    }
    return on.predicate().equals(Predicate.ANY_EVENT)
        ? "as many as the record has times with an event"
        : "as many as the record has times with " + on.predicate();
  }
}

package org.medley.features.cohort;

import java.io.Serializable;
import java.time.ZoneId;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;

/**
 * The cohort part of a task, complete and free of contradictions.
 *
 * @param name the task
 * @param mode whose rules decide
 * @param zone the zone in which dates and ages are counted
 * @param predicates by name
 * @param trigger what makes a candidate
 * @param arms the predicate of each treatment arm by the arm's name: exactly one holds at a trigger
 *     that enters; empty: no arms
 * @param eligibility who may enter
 * @param windows in the order of the file
 * @param observation what must be observed, and what competes
 * @param followUps further outcomes by what happens after the prediction time
 * @param score who is scored; null: nobody
 * @param split into training and test; null: all samples train
 */
public record Task(
    String name,
    Mode mode,
    ZoneId zone,
    Map<String, Predicate> predicates,
    Trigger trigger,
    Map<String, String> arms,
    Eligibility eligibility,
    List<Window> windows,
    ObservationRule observation,
    List<FollowUp> followUps,
    ScoreRule score,
    SplitRule split)
    implements Serializable {
  /**
   * Checks the task as a whole.
   *
   * @throws IllegalArgumentException that names every problem
   */
  public Task {
    predicates = Collections.unmodifiableMap(new LinkedHashMap<>(predicates));
    arms = Collections.unmodifiableMap(new LinkedHashMap<>(arms));
    windows = List.copyOf(windows);
    followUps = List.copyOf(followUps);
    List<TaskProblem> problems =
        TaskCheck.problems(mode, predicates, trigger, arms, windows, observation, followUps, score);
    if (!problems.isEmpty()) {
      throw new IllegalArgumentException(
          "task '%s' has problems: %s"
              .formatted(
                  name,
                  problems.stream().map(TaskProblem::toString).collect(Collectors.joining("; "))));
    }
  }

  /** The same with other predicates of the same names. */
  public Task with(Map<String, Predicate> others) {
    return new Task(
        name,
        mode,
        zone,
        others,
        trigger,
        arms,
        eligibility,
        windows,
        observation,
        followUps,
        score,
        split);
  }

  /**
   * Names of the windows that may reach beyond the prediction time, in their order.
   *
   * @param windows free of contradictions
   */
  public static List<String> windowsAfterIndex(List<Window> windows) {
    WindowTree tree = new WindowTree(windows);
    return java.util.stream.IntStream.range(0, windows.size())
        .filter(number -> !tree.isInput(number))
        .mapToObj(number -> windows.get(number).name())
        .toList();
  }

  /** The window whose outcome is the label. */
  public Optional<Window> labelWindow() {
    return windows.stream().filter(window -> window.label() != null).findFirst();
  }
}

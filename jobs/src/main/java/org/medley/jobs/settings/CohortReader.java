package org.medley.jobs.settings;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.medley.features.cohort.Eligibility;
import org.medley.features.cohort.Mode;
import org.medley.features.cohort.ObservationRule;
import org.medley.features.cohort.Placeholders;
import org.medley.features.cohort.Predicate;
import org.medley.features.cohort.ScoreRule;
import org.medley.features.cohort.SplitRule;
import org.medley.features.cohort.Task;
import org.medley.features.cohort.TaskCheck;
import org.medley.features.cohort.Trigger;
import org.medley.features.cohort.Window;

/** Reads the cohort part of a task. */
final class CohortReader {
  private final Section top;
  private final TaskContext context;
  private final Problems problems;

  CohortReader(Section top, TaskContext context, Problems problems) {
    this.top = top;
    this.context = context;
    this.problems = problems;
  }

  /**
   * The task; empty after problems were noted here or with {@code split}.
   *
   * @param second a file that defines predicates anew; empty: none
   */
  Optional<Task> read(String name, Optional<Section> second, SplitRule split) {
    int before = problems.lines().size();
    Mode mode = top.choice("mode", Mode.STRICT);
    Mode decided = context.mode().orElse(mode);
    CohortParts parts = new CohortParts(top, context, problems);
    Map<String, Predicate> predicates = parts.predicates(decided, second);
    Optional<Trigger> trigger = new TriggerReader(top, context.zone()).read();
    Map<String, String> arms = parts.arms();
    Eligibility eligibility = parts.eligibility();
    List<Window> windows = parts.windows();
    ObservationRule observation = parts.observation();
    Optional<ScoreRule> score = parts.score();
    TaskCheck.problems(
            decided,
            predicates,
            trigger.orElse(null),
            arms,
            windows,
            observation,
            List.of(),
            score.orElse(null))
        .forEach(parts::note);
    return problems.lines().size() > before
        ? Optional.empty()
        : Optional.of(
            new Task(
                name,
                decided,
                context.zone(),
                Placeholders.without(predicates),
                trigger.orElseThrow(),
                arms,
                eligibility,
                windows,
                observation,
                List.of(),
                score.orElse(null),
                split));
  }
}

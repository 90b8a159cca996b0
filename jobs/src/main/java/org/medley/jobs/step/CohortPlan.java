package org.medley.jobs.step;

import java.util.Optional;
import org.medley.features.cohort.CodeMatch;
import org.medley.features.cohort.Predicate;
import org.medley.features.cohort.Task;
import org.medley.jobs.settings.TaskSettings;
import org.medley.jobs.settings.decision.DecisionSettings;
import org.medley.jobs.settings.decision.TrialCodes;

/**
 * Which cohorts are drawn under one name.
 *
 * @param name of the task or decision
 * @param training whom is learned from
 * @param scoring who is scored; empty: nobody
 * @param follows whether follow-ups and arms are kept: it is a decision
 * @param digest canonical text of what decides the cohorts
 */
public record CohortPlan(
    String name, Task training, Optional<Task> scoring, boolean follows, String digest) {
  /** The cohorts of a task. */
  public static CohortPlan of(TaskSettings task) {
    Task cohort = task.cohort();
    return new CohortPlan(task.name(), cohort, scored(cohort), false, task.cohortDigest());
  }

  /** The cohorts of a decision. */
  public static CohortPlan of(DecisionSettings decision) {
    return new CohortPlan(
        decision.name(),
        decision.study(),
        decision.candidates().or(() -> scored(decision.study())),
        true,
        decision.cohortDigest());
  }

  private static Optional<Task> scored(Task cohort) {
    return Optional.ofNullable(cohort.score()).map(rule -> cohort);
  }

  /** Whether its arms are those of a trial. */
  boolean ofTrial() {
    return training.arms().values().stream()
        .map(training.predicates()::get)
        .anyMatch(
            predicate ->
                predicate instanceof Predicate.Plain plain
                    && plain.code() instanceof CodeMatch.Exact exact
                    && exact.code().startsWith(TrialCodes.ARM));
  }

  /** Whether a predicate takes in what lies below its code set. */
  boolean wantsDescendants() {
    return Descendants.wanted(training) || scoring.map(Descendants::wanted).orElse(false);
  }
}

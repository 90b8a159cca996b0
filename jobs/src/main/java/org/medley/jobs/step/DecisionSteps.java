package org.medley.jobs.step;

import java.time.Instant;
import java.time.LocalDate;
import java.util.List;
import java.util.Optional;
import org.medley.jobs.night.Step;
import org.medley.jobs.settings.decision.DecisionSettings;

/** The steps of one decision, from the cohort to what is published. */
final class DecisionSteps {
  private DecisionSteps() {}

  static List<Step> of(
      DecisionSettings decision,
      LocalDate asOf,
      Instant end,
      int minimumCell,
      List<String> eventSteps) {
    return List.of(
        new CohortStep(CohortPlan.of(decision), end, eventSteps),
        new FeaturesStep(
            CovariatePlan.of(decision), eventSteps, Optional.empty(), Optional.empty()),
        new EffectsStep(decision, minimumCell),
        new PlanStep(decision, asOf));
  }
}

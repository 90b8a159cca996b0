package org.medley.jobs.step;

import java.time.Instant;
import java.time.LocalDate;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.medley.features.cohort.CodeSet;
import org.medley.features.safety.OptionDrugs;
import org.medley.jobs.night.Step;
import org.medley.jobs.safety.SafetySettings;
import org.medley.jobs.settings.decision.DecisionSettings;
import org.medley.jobs.settings.decision.OptionSettings;

/**
 * The steps of decisions, from cohorts to what is published.
 *
 * @param asOf logical date
 * @param end its last instant
 * @param minimumCell numbers of people below this are withheld
 * @param safety the rules
 * @param eventSteps steps that wrote events
 * @param geneSteps steps that wrote samples, and what guidelines say of their genes
 */
record DecisionSteps(
    LocalDate asOf,
    Instant end,
    int minimumCell,
    SafetySettings safety,
    List<String> eventSteps,
    List<String> geneSteps) {
  /** The steps of {@code decision}. */
  List<Step> of(DecisionSettings decision) {
    SafetySettings asked =
        safety.of(
            decision.options().stream().map(DecisionSteps::drugs).toList(),
            Set.copyOf(decision.rules()));
    return List.of(
        new CohortStep(CohortPlan.of(decision), end, eventSteps),
        new FeaturesStep(
            CovariatePlan.of(decision), eventSteps, Optional.empty(), Optional.empty()),
        new EffectsStep(decision, minimumCell),
        new SafetyStep(decision.name(), asked, end, eventSteps, geneSteps),
        new PlanStep(decision, asOf, minimumCell));
  }

  /** The alerts on the drugs that people have, whatever decisions there are. */
  Step alerts() {
    return new AlertsStep(safety, asOf, end, eventSteps, geneSteps);
  }

  private static OptionDrugs drugs(OptionSettings option) {
    Set<String> codes = new HashSet<>(option.ingredients());
    option.codes().map(CodeSet::codes).ifPresent(codes::addAll);
    return new OptionDrugs(option.name(), Set.of(), codes);
  }
}

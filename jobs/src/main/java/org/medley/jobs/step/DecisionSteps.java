package org.medley.jobs.step;

import java.time.Instant;
import java.time.LocalDate;
import java.util.ArrayList;
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
  /** The steps of {@code decision}; no rule is asked where no rows of persons are written. */
  List<Step> of(DecisionSettings decision) {
    SafetySettings asked =
        safety.of(
            decision.options().stream().map(DecisionSteps::drugs).toList(),
            Set.copyOf(decision.rules()));
    List<Step> steps = new ArrayList<>();
    steps.add(new CohortStep(CohortPlan.of(decision), end, eventSteps));
    steps.add(
        new FeaturesStep(
            CovariatePlan.of(decision), eventSteps, Optional.empty(), Optional.empty()));
    steps.add(new EffectsStep(decision, minimumCell));
    if (decision.access().personRows()) {
      steps.add(
          new SafetyStep(decision.name(), new SafetyInputs(asked, end, eventSteps, geneSteps)));
    }
    steps.add(new PlanStep(decision, asOf, minimumCell));
    return steps;
  }

  /** The alerts on the drugs that people have, whatever decisions there are. */
  Step alerts() {
    return new AlertsStep(new SafetyInputs(safety, end, eventSteps, geneSteps), asOf);
  }

  private static OptionDrugs drugs(OptionSettings option) {
    Set<String> codes = new HashSet<>(option.ingredients());
    option.codes().map(CodeSet::codes).ifPresent(codes::addAll);
    return new OptionDrugs(option.name(), Set.of(), codes);
  }
}

package org.medley.jobs.step;

import java.time.LocalDate;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.medley.features.contract.Members;
import org.medley.features.contract.TableContract;
import org.medley.jobs.contract.EffectChecks;
import org.medley.jobs.contract.EffectEstimates;
import org.medley.jobs.contract.IndividualEffects;
import org.medley.jobs.contract.OptionOutcomes;
import org.medley.jobs.contract.TreatmentOptions;
import org.medley.jobs.control.Json;
import org.medley.jobs.decision.DecisionPlan;
import org.medley.jobs.decision.Findings;
import org.medley.jobs.night.Step;
import org.medley.jobs.night.StepContext;
import org.medley.jobs.settings.decision.DecisionSettings;

/**
 * Writes what will be released of one decision: the options of each person side by side. What a
 * failed check of the design blinds is null there, with the reason; the estimates themselves stay
 * in {@code model.effects}. Nothing is visible until the release.
 *
 * <p>Decision: a blinded decision is published as blinded, and does not carry last night's numbers
 * on as a refused task does, since nobody should treat by what is no longer held to be true.
 */
public final class PlanStep implements Step {
  /** Note: why estimates are blinded; absent where none is. */
  public static final String BLINDED = "blinded";

  private final DecisionSettings decision;
  private final LocalDate asOf;

  /** The plan of {@code decision} on the logical date {@code asOf}. */
  public PlanStep(DecisionSettings decision, LocalDate asOf) {
    this.decision = decision;
    this.asOf = asOf;
  }

  /** The name of the plan of {@code decision}. */
  public static String name(String decision) {
    return "plan:" + decision;
  }

  @Override
  public String name() {
    return name(decision.name());
  }

  @Override
  public List<Class<?>> code() {
    return List.of(getClass());
  }

  @Override
  public String settings() {
    return Json.write(List.of(decision.planDigest(), asOf.toString()));
  }

  @Override
  public List<String> inputs() {
    return List.of(CohortStep.name(decision.name()), EffectsStep.name(decision.name()));
  }

  @Override
  public List<TableContract> writes() {
    return List.of(OptionOutcomes.TABLE, TreatmentOptions.TABLE);
  }

  @Override
  public String slice() {
    return decision.name();
  }

  @Override
  public Map<String, String> run(StepContext context) {
    Findings findings =
        Findings.of(
            decision, context.read(EffectEstimates.TABLE), context.read(EffectChecks.TABLE));
    try (DecisionPlan plan =
        new DecisionPlan(
            decision,
            findings,
            asOf,
            context.read(Members.TABLE),
            context.read(IndividualEffects.TABLE))) {
      context.write(OptionOutcomes.TABLE, plan.outcomes());
      context.write(TreatmentOptions.TABLE, plan.options(context.spark()));
    }
    Map<String, String> notes = new LinkedHashMap<>();
    Optional<String> blinded = findings.anyBlinded();
    blinded.ifPresent(why -> notes.put(BLINDED, why));
    return notes;
  }
}

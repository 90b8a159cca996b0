package org.medley.jobs.step;

import static org.apache.spark.sql.functions.col;

import java.time.LocalDate;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.medley.features.contract.Members;
import org.medley.features.contract.TableContract;
import org.medley.jobs.contract.AccessRules;
import org.medley.jobs.contract.EffectChecks;
import org.medley.jobs.contract.EffectEstimates;
import org.medley.jobs.contract.IndividualEffects;
import org.medley.jobs.contract.OptionOutcomes;
import org.medley.jobs.contract.RuleHits;
import org.medley.jobs.contract.TreatmentOptions;
import org.medley.jobs.control.Json;
import org.medley.jobs.decision.AccessTable;
import org.medley.jobs.decision.DecisionPlan;
import org.medley.jobs.decision.Findings;
import org.medley.jobs.decision.PlanCounts;
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

  /** Note: how many people the plan is for and how many are recommended an option, in words. */
  public static final String FOUND = "found";

  /** Note: the same as JSON of {@link PlanCounts}. */
  public static final String COUNTS = "counts";

  private final DecisionSettings decision;
  private final LocalDate asOf;
  private final int minimumCell;

  /**
   * The plan of {@code decision} on the logical date {@code asOf}; notes withhold numbers of people
   * below {@code minimumCell}.
   */
  public PlanStep(DecisionSettings decision, LocalDate asOf, int minimumCell) {
    this.minimumCell = minimumCell;
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
    return Json.write(List.of(decision.planDigest(), asOf.toString(), minimumCell));
  }

  @Override
  public List<String> inputs() {
    List<String> inputs =
        List.of(CohortStep.name(decision.name()), EffectsStep.name(decision.name()));
    return decision.access().personRows()
        ? Stream.concat(inputs.stream(), Stream.of(SafetyStep.name(decision.name()))).toList()
        : inputs;
  }

  @Override
  public List<TableContract> writes() {
    return List.of(
        OptionOutcomes.TABLE, TreatmentOptions.TABLE, RuleHits.PUBLISHED, AccessRules.TABLE);
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
    context.write(
        AccessRules.TABLE,
        context
            .spark()
            .createDataFrame(
                AccessTable.of(decision.name(), decision.access()), AccessRules.TABLE.schema()));
    Map<String, String> notes = new LinkedHashMap<>();
    Optional<String> blinded = findings.anyBlinded();
    blinded.ifPresent(why -> notes.put(BLINDED, why));
    if (decision.access().personRows()) {
      lay(context, findings);
      PlanCounts counts = PlanCounts.of(context.written(TreatmentOptions.TABLE), minimumCell);
      notes.put(FOUND, counts.words());
      notes.put(COUNTS, Json.write(counts));
    } else {
      writes().stream()
          .filter(AccessTable.TABLES::contains)
          .forEach(table -> context.write(table, context.lake().empty(table)));
      notes.put(FOUND, "no rows of persons are written, as access.person-rows is false");
    }
    return notes;
  }

  /** Writes the options of each person side by side. */
  private void lay(StepContext context, Findings findings) {
    Dataset<Row> hits = context.read(RuleHits.TABLE);
    try (DecisionPlan plan =
        new DecisionPlan(
            decision,
            findings,
            asOf,
            context.read(Members.TABLE),
            context.read(IndividualEffects.TABLE))) {
      context.write(OptionOutcomes.TABLE, plan.outcomes());
      context.write(TreatmentOptions.TABLE, plan.options(hits));
      context.write(RuleHits.PUBLISHED, hits.where(col(RuleHits.STATE).notEqual(RuleHits.CLEAR)));
    }
  }
}

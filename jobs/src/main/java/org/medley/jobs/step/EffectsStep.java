package org.medley.jobs.step;

import java.util.List;
import java.util.Map;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.medley.features.contract.FollowUps;
import org.medley.features.contract.Matrix;
import org.medley.features.contract.Members;
import org.medley.features.contract.Reference;
import org.medley.features.contract.Subjects;
import org.medley.features.contract.TableContract;
import org.medley.jobs.contract.EffectChecks;
import org.medley.jobs.contract.EffectEstimates;
import org.medley.jobs.contract.IndividualEffects;
import org.medley.jobs.control.Json;
import org.medley.jobs.decision.OutcomeEffects;
import org.medley.jobs.decision.StudyRows;
import org.medley.jobs.night.Step;
import org.medley.jobs.night.StepContext;
import org.medley.jobs.settings.decision.DecisionSettings;

/**
 * Estimates what the options of one decision do to its outcomes, and for each member what is
 * expected under each. It is fitted anew whenever cohort or covariates changed, which they do with
 * the as-of date: what is said of a person rests on all that is known that night.
 */
public final class EffectsStep implements Step {
  private final DecisionSettings decision;
  private final int minimumCell;

  /** The effects of {@code decision}; numbers of people below {@code minimumCell} are withheld. */
  public EffectsStep(DecisionSettings decision, int minimumCell) {
    this.minimumCell = minimumCell;
    this.decision = decision;
  }

  /** The name of the effects step of {@code decision}. */
  public static String name(String decision) {
    return "effects:" + decision;
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
    return Json.write(List.of(decision.effectsDigest(), minimumCell));
  }

  @Override
  public List<String> inputs() {
    return List.of(
        SubjectsStep.NAME, CohortStep.name(decision.name()), FeaturesStep.name(decision.name()));
  }

  @Override
  public List<TableContract> writes() {
    return List.of(EffectEstimates.TABLE, EffectChecks.TABLE, IndividualEffects.TABLE);
  }

  @Override
  public String slice() {
    return decision.name();
  }

  @Override
  public Map<String, String> run(StepContext context) {
    try (StudyRows study =
        StudyRows.of(
            Subgroups.add(
                context.read(Members.TABLE), context.read(Subjects.TABLE), decision.subgroups()),
            decision.subgroups(),
            context.read(Matrix.TABLE),
            context.read(Reference.TABLE),
            decision.arms())) {
      OutcomeEffects effects =
          new OutcomeEffects(decision, study, context.read(FollowUps.TABLE), minimumCell).fit();
      context.write(
          EffectEstimates.TABLE, rows(context, EffectEstimates.TABLE, effects.estimates()));
      context.write(EffectChecks.TABLE, rows(context, EffectChecks.TABLE, effects.checks()));
      context.write(
          IndividualEffects.TABLE,
          effects
              .individuals()
              .filter(rows -> decision.access().personRows())
              .orElseGet(() -> context.lake().empty(IndividualEffects.TABLE)));
      return Map.of("members of the study", Long.toString(study.members()));
    }
  }

  private static Dataset<Row> rows(StepContext context, TableContract table, List<Row> rows) {
    return context.spark().createDataFrame(rows, table.schema());
  }
}

package org.medley.jobs.step;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.medley.features.contract.Events;
import org.medley.features.contract.LeakAudit;
import org.medley.features.contract.Matrix;
import org.medley.features.contract.Members;
import org.medley.features.contract.Reference;
import org.medley.features.contract.TableContract;
import org.medley.jobs.audit.LeakScan;
import org.medley.jobs.control.Json;
import org.medley.jobs.genome.VariantEvents;
import org.medley.jobs.night.Step;
import org.medley.jobs.night.StepContext;
import org.medley.jobs.settings.TaskSettings;

/** Audits the matrix of one task for leaks. It refuses nothing itself: publication does. */
public final class AuditStep implements Step {
  /** Note: the gate on people in training and in test, as JSON. */
  public static final String PEOPLE_APART = "people_apart";

  private final TaskSettings task;
  private final List<String> eventSteps;
  private final boolean fitting;
  private final Optional<FeaturesStep.Discovered> discovered;

  /**
   * The audit of {@code task}.
   *
   * @param fitting whether tonight's features step fits the vocabulary
   * @param discovered empty: the task selects no variants
   */
  public AuditStep(
      TaskSettings task,
      List<String> eventSteps,
      boolean fitting,
      Optional<FeaturesStep.Discovered> discovered) {
    this.task = task;
    this.eventSteps = List.copyOf(eventSteps);
    this.fitting = fitting;
    this.discovered = discovered;
  }

  /** The name of the audit of {@code task}. */
  public static String name(String task) {
    return "audit:" + task;
  }

  @Override
  public String name() {
    return name(task.name());
  }

  @Override
  public List<Class<?>> code() {
    return List.of(getClass());
  }

  @Override
  public String settings() {
    return Json.write(
        List.of(
            task.leakAuditDigest(),
            fitting ? "fitted" : "standing",
            discovered.map(FeaturesStep.Discovered::build).orElse("")));
  }

  @Override
  public List<String> inputs() {
    List<String> inputs = new ArrayList<>(eventSteps);
    inputs.add(CohortStep.name(task.name()));
    if (Descendants.wanted(task.features()) || Descendants.wanted(task.cohort())) {
      inputs.add(CodesStep.NAME);
    }
    inputs.add(FeaturesStep.name(task.name()));
    return inputs;
  }

  @Override
  public List<TableContract> writes() {
    return List.of(LeakAudit.TABLE);
  }

  @Override
  public String slice() {
    return task.name();
  }

  @Override
  public Map<String, String> run(StepContext context) {
    Optional<Dataset<Row>> ancestors = Descendants.ancestors(context, task.features());
    LeakScan scan =
        new LeakScan(
            task,
            Descendants.of(context, task.cohort()),
            Descendants.of(task.features(), ancestors),
            ancestors,
            context.read(Events.TABLE),
            context.read(Members.TABLE),
            context.read(Matrix.TABLE),
            context.read(Reference.TABLE),
            fitting,
            discovered.map(variants -> VariantEvents.codes(variants.build())));
    context.write(LeakAudit.TABLE, scan.findings());
    return Map.of(PEOPLE_APART, Json.write(scan.peopleApart()));
  }
}

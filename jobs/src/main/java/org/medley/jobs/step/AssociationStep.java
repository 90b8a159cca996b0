package org.medley.jobs.step;

import static org.apache.spark.sql.functions.col;
import static org.apache.spark.sql.functions.count;
import static org.apache.spark.sql.functions.lit;
import static org.apache.spark.sql.functions.sum;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.types.DataTypes;
import org.apache.spark.storage.StorageLevel;
import org.medley.features.contract.Associations;
import org.medley.features.contract.Events;
import org.medley.features.contract.Genotypes;
import org.medley.features.contract.Members;
import org.medley.features.contract.Samples;
import org.medley.features.contract.Subjects;
import org.medley.features.contract.TableContract;
import org.medley.jobs.control.Json;
import org.medley.jobs.discovery.Discovery;
import org.medley.jobs.night.Due;
import org.medley.jobs.night.Step;
import org.medley.jobs.night.StepContext;
import org.medley.jobs.settings.AssociationBlock;
import org.medley.jobs.settings.TaskSettings;
import org.medley.models.association.AssociationModel;

/**
 * Selects variants for one task, on the nights that train its model: on any other the selection of
 * the last such night stands, as the model does.
 */
public final class AssociationStep implements Step {
  private final TaskSettings task;
  private final AssociationBlock block;
  private final Due due;
  private final List<String> eventSteps;

  /**
   * The selection of {@code task}, which asks for one.
   *
   * @param due whether its model is trained
   */
  public AssociationStep(TaskSettings task, Due due, List<String> eventSteps) {
    this.task = task;
    this.block = task.association().orElseThrow();
    this.due = due;
    this.eventSteps = List.copyOf(eventSteps);
  }

  /** The name of the association step of {@code task}. */
  public static String name(String task) {
    return "association:" + task;
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
            block.source(),
            block.model(),
            Double.toString(block.p()),
            block.top(),
            block.covariates()));
  }

  @Override
  public List<String> inputs() {
    List<String> inputs = new ArrayList<>(eventSteps);
    inputs.add(SubjectsStep.NAME);
    inputs.add(CohortStep.name(task.name()));
    inputs.add(IngestStep.name(block.source()));
    return inputs;
  }

  @Override
  public List<TableContract> writes() {
    return List.of(Associations.TABLE);
  }

  @Override
  public String slice() {
    return task.name();
  }

  @Override
  public Optional<String> standing() {
    return due.train() ? Optional.empty() : Optional.of(due.reason());
  }

  @Override
  public Map<String, String> run(StepContext context) {
    Discovery.Settings settings =
        new Discovery.Settings(
            AssociationModel.valueOf(block.model().toUpperCase(Locale.ROOT)),
            block.p(),
            block.top(),
            block.covariates());
    Dataset<Row> scanned =
        Discovery.scan(
                new Discovery.Tables(
                    context.read(Members.TABLE),
                    context.read(Samples.TABLE),
                    context.read(Genotypes.TABLE),
                    context.read(Events.TABLE),
                    context.read(Subjects.TABLE)),
                settings)
            .persist(StorageLevel.MEMORY_AND_DISK());
    try {
      context.write(Associations.TABLE, Discovery.select(scanned, settings, task.name()));
    } finally {
      scanned.unpersist();
    }
    Row counts =
        context
            .written(Associations.TABLE)
            .agg(
                count(lit(1)),
                count(col(Associations.P)),
                sum(col(Associations.SELECTED).cast(DataTypes.LongType)))
            .head();
    return Map.of(
        "variants", Long.toString(counts.getLong(0)),
        "tested", Long.toString(counts.getLong(1)),
        "selected", counts.isNullAt(2) ? "0" : Long.toString(counts.getLong(2)));
  }
}

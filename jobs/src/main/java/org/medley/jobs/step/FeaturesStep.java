package org.medley.jobs.step;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.storage.StorageLevel;
import org.medley.features.contract.Events;
import org.medley.features.contract.Matrix;
import org.medley.features.contract.Members;
import org.medley.features.contract.Reference;
import org.medley.features.contract.Subjects;
import org.medley.features.contract.TableContract;
import org.medley.features.covariate.CovariateRows;
import org.medley.features.matrix.Matrices;
import org.medley.features.matrix.References;
import org.medley.jobs.control.Json;
import org.medley.jobs.night.Step;
import org.medley.jobs.night.StepContext;
import org.medley.jobs.settings.TaskSettings;

/**
 * Builds the covariates of all members of a task, and the matrix. On a night that trains, the
 * vocabulary is fitted on the training members; on any other it is the one that the standing model
 * was fitted with.
 */
public final class FeaturesStep implements Step {
  private final TaskSettings task;
  private final List<String> eventSteps;
  private final Optional<Vocabulary> standing;

  /**
   * A vocabulary that was fitted before.
   *
   * @param folder where it lies below the lake
   * @param id its reference id
   */
  public record Vocabulary(String folder, String id) {}

  /**
   * The covariates of {@code task}.
   *
   * @param standing the standing model's vocabulary; empty: fit one
   */
  public FeaturesStep(TaskSettings task, List<String> eventSteps, Optional<Vocabulary> standing) {
    this.task = task;
    this.eventSteps = List.copyOf(eventSteps);
    this.standing = standing;
  }

  /** The name of the features step of {@code task}. */
  public static String name(String task) {
    return "features:" + task;
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
        List.of(task.featuresDigest(), standing.map(Vocabulary::id).orElse("fitted")));
  }

  @Override
  public List<String> inputs() {
    List<String> inputs = new ArrayList<>(eventSteps);
    inputs.add(SubjectsStep.NAME);
    inputs.add(CohortStep.name(task.name()));
    return inputs;
  }

  @Override
  public List<TableContract> writes() {
    return List.of(Reference.TABLE, Matrix.TABLE);
  }

  @Override
  public String slice() {
    return task.name();
  }

  @Override
  public Map<String, String> run(StepContext context) {
    Dataset<Row> members = context.read(Members.TABLE);
    Dataset<Row> covariates =
        CovariateRows.build(
                context.read(Events.TABLE), context.read(Subjects.TABLE), members, task.features())
            .persist(StorageLevel.MEMORY_AND_DISK());
    try {
      context.write(Reference.TABLE, reference(context, covariates, members));
      context.write(
          Matrix.TABLE,
          Matrices.build(
              covariates,
              members,
              context.written(Reference.TABLE),
              task.name(),
              standing.map(Vocabulary::id).orElse(context.key())));
    } finally {
      covariates.unpersist();
    }
    return Map.of();
  }

  private Dataset<Row> reference(
      StepContext context, Dataset<Row> covariates, Dataset<Row> members) {
    return standing
        .map(
            vocabulary ->
                context
                    .spark()
                    .read()
                    .schema(Reference.TABLE.schema())
                    .parquet(context.lake().root() + "/" + vocabulary.folder()))
        .orElseGet(
            () -> References.fit(covariates, members, task.features(), task.name(), context.key()));
  }
}

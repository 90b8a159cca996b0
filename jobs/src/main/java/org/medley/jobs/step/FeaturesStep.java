package org.medley.jobs.step;

import static org.apache.spark.sql.functions.col;
import static org.apache.spark.sql.functions.lit;
import static org.apache.spark.sql.functions.substring;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.storage.StorageLevel;
import org.medley.features.contract.Associations;
import org.medley.features.contract.Baseline;
import org.medley.features.contract.CodeAncestors;
import org.medley.features.contract.Events;
import org.medley.features.contract.Matrix;
import org.medley.features.contract.Members;
import org.medley.features.contract.Reference;
import org.medley.features.contract.Subjects;
import org.medley.features.contract.TableContract;
import org.medley.features.covariate.CovariateRows;
import org.medley.features.covariate.FeatureSettings;
import org.medley.features.matrix.BaselineTable;
import org.medley.features.matrix.Matrices;
import org.medley.features.matrix.References;
import org.medley.jobs.control.Json;
import org.medley.jobs.genome.VariantEvents;
import org.medley.jobs.night.Step;
import org.medley.jobs.night.StepContext;
import org.medley.jobs.settings.TaskSettings;

/**
 * Builds the covariates of all members of a task, the matrix, and Table 1 of it. On a night that
 * trains, the vocabulary is fitted on the training members; on any other it is the one that the
 * standing model was fitted with.
 */
public final class FeaturesStep implements Step {
  private static final int MOST_CHARACTERS = Integer.MAX_VALUE;

  private final TaskSettings task;
  private final List<String> eventSteps;
  private final Optional<Vocabulary> standing;
  private final Optional<Discovered> discovered;

  /**
   * Variants that the association step of the task selected, as covariates.
   *
   * @param source of their genotypes
   * @param build the assembly of it
   */
  public record Discovered(String source, String build) {}

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
   * @param discovered empty: the task selects no variants
   */
  public FeaturesStep(
      TaskSettings task,
      List<String> eventSteps,
      Optional<Vocabulary> standing,
      Optional<Discovered> discovered) {
    this.discovered = discovered;
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
        List.of(
            task.featuresDigest(),
            task.subgroups(),
            standing.map(Vocabulary::id).orElse("fitted"),
            discovered.map(Discovered::build).orElse("")));
  }

  @Override
  public List<String> inputs() {
    List<String> inputs = new ArrayList<>(eventSteps);
    inputs.add(SubjectsStep.NAME);
    inputs.add(CohortStep.name(task.name()));
    if (Descendants.wanted(task.features())) {
      inputs.add(CodesStep.NAME);
    }
    discovered.ifPresent(
        variants -> {
          inputs.add(IngestStep.name(variants.source()));
          inputs.add(AssociationStep.name(task.name()));
        });
    return inputs;
  }

  @Override
  public List<TableContract> writes() {
    return List.of(Reference.TABLE, Matrix.TABLE, Baseline.TABLE);
  }

  @Override
  public String slice() {
    return task.name();
  }

  @Override
  public Map<String, String> run(StepContext context) {
    Dataset<Row> members = context.read(Members.TABLE);
    Dataset<Row> subjects = context.read(Subjects.TABLE);
    String referenceId = standing.map(Vocabulary::id).orElse(context.key());
    Optional<Dataset<Row>> ancestors =
        Descendants.wanted(task.features())
            ? Optional.of(context.read(CodeAncestors.TABLE))
            : Optional.empty();
    FeatureSettings settings =
        ancestors.map(above -> Descendants.of(task.features(), above)).orElse(task.features());
    Dataset<Row> covariates =
        CovariateRows.build(events(context), subjects, members, settings, ancestors)
            .persist(StorageLevel.MEMORY_AND_DISK());
    try {
      context.write(Reference.TABLE, reference(context, covariates, members));
      context.write(
          Matrix.TABLE,
          Matrices.build(
              covariates, members, context.written(Reference.TABLE), task.name(), referenceId));
    } finally {
      covariates.unpersist();
    }
    context.write(
        Baseline.TABLE,
        BaselineTable.of(
            context.written(Matrix.TABLE),
            Subgroups.add(members, subjects, subgroups()),
            subgroups(),
            context.written(Reference.TABLE),
            task.name(),
            referenceId));
    return Map.of();
  }

  /** Sex and what else the task wants to be judged by. */
  private List<String> subgroups() {
    return Stream.concat(Stream.of("sex"), task.subgroups().stream()).distinct().toList();
  }

  private Dataset<Row> events(StepContext context) {
    Dataset<Row> events = context.read(Events.TABLE);
    return discovered
        .map(
            variants ->
                events.unionByName(
                    VariantEvents.of(
                        context::read,
                        selected(context, variants),
                        variants.build(),
                        variants.source())))
        .orElse(events);
  }

  /**
   * The variants of the vocabulary on other nights than that of the training, since it says what
   * the model was fitted with.
   */
  private Dataset<Row> selected(StepContext context, Discovered variants) {
    String prefix = "VARIANT//" + variants.build() + ":";
    return standing
        .map(vocabulary -> reference(context, vocabulary))
        .map(
            reference ->
                reference
                    .where(col(Reference.CODE).startsWith(prefix))
                    .select(
                        substring(
                                col(Reference.CODE), lit(prefix.length() + 1), lit(MOST_CHARACTERS))
                            .as(Associations.VARIANT_ID))
                    .distinct())
        .orElseGet(
            () ->
                context
                    .read(Associations.TABLE)
                    .where(col(Associations.SELECTED))
                    .select(Associations.VARIANT_ID));
  }

  private static Dataset<Row> reference(StepContext context, Vocabulary vocabulary) {
    return context
        .spark()
        .read()
        .schema(Reference.TABLE.schema())
        .parquet(context.lake().root() + "/" + vocabulary.folder());
  }

  private Dataset<Row> reference(
      StepContext context, Dataset<Row> covariates, Dataset<Row> members) {
    return standing
        .map(vocabulary -> reference(context, vocabulary))
        .orElseGet(
            () -> References.fit(covariates, members, task.features(), task.name(), context.key()));
  }
}

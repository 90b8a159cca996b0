package org.medley.jobs.step;

import static org.apache.spark.sql.functions.col;
import static org.apache.spark.sql.functions.lit;
import static org.apache.spark.sql.functions.substring;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.storage.StorageLevel;
import org.medley.features.contract.Associations;
import org.medley.features.contract.Baseline;
import org.medley.features.contract.Events;
import org.medley.features.contract.Matrix;
import org.medley.features.contract.Members;
import org.medley.features.contract.Reference;
import org.medley.features.contract.Subjects;
import org.medley.features.contract.TableContract;
import org.medley.features.covariate.CovariateRows;
import org.medley.features.matrix.BaselineTable;
import org.medley.features.matrix.Matrices;
import org.medley.features.matrix.References;
import org.medley.jobs.code.CodeDigests;
import org.medley.jobs.control.Json;
import org.medley.jobs.control.StepEnd;
import org.medley.jobs.genome.VariantEvents;
import org.medley.jobs.night.Digests;
import org.medley.jobs.night.Step;
import org.medley.jobs.night.StepContext;
import org.medley.jobs.settings.TaskSettings;

/**
 * Builds the covariates of all members of a task, the matrix, and Table 1 of it. On a night that
 * trains, the vocabulary is fitted on the training members; on any other it is the one that the
 * standing model was fitted with, and only rows of subjects and members that changed since the last
 * end are built again ({@link ChangedMembers}), unless code or settings changed or the task selects
 * variants; both ways give the same table.
 */
public final class FeaturesStep implements Step {
  private static final int MOST_CHARACTERS = Integer.MAX_VALUE;
  private static final String BASIS = "basis";
  private static final String READ = "read";

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
            standing.map(Vocabulary::id).orElse("fitted"),
            discovered.map(Discovered::build).orElse("")));
  }

  @Override
  public List<String> inputs() {
    List<String> inputs = new ArrayList<>(eventSteps);
    inputs.add(SubjectsStep.NAME);
    inputs.add(CohortStep.name(task.name()));
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
    String referenceId = standing.map(Vocabulary::id).orElse(context.key());
    Map<String, String> notes = new LinkedHashMap<>();
    notes.put(BASIS, basis(referenceId));
    notes.put(READ, Changes.note(context, Events.TABLE, Subjects.TABLE, Members.TABLE));
    Optional<Changes> changes =
        context
            .last()
            .map(StepEnd::notes)
            .filter(last -> discovered.isEmpty() && notes.get(BASIS).equals(last.get(BASIS)))
            .map(last -> Changes.since(context, last.get(READ)));
    if (changes.isPresent()) {
      context.keep(Reference.TABLE);
      notes.put("rebuilt", "members that changed");
      notes.putAll(rebuild(context, ChangedMembers.since(context, changes.get()), referenceId));
    } else {
      notes.put("rebuilt", "all members");
      build(context, referenceId);
      notes.put("members rebuilt", Long.toString(context.size(Matrix.TABLE)));
      notes.put("members kept", "0");
    }
    describe(context, referenceId);
    return notes;
  }

  /** What decides the matrix beside what is read. */
  private String basis(String referenceId) {
    String code = CodeDigests.of(code().toArray(Class<?>[]::new));
    return Digests.of(Json.write(List.of(code, task.featuresDigest(), referenceId)));
  }

  /** Builds everything, and fits the vocabulary unless one stands. */
  private void build(StepContext context, String referenceId) {
    Dataset<Row> members = context.read(Members.TABLE);
    Dataset<Row> covariates =
        CovariateRows.build(events(context), context.read(Subjects.TABLE), members, task.features())
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
  }

  /** Builds the rows that changed, over the vocabulary as it is. */
  private Map<String, String> rebuild(
      StepContext context, ChangedMembers changed, String referenceId) {
    if (changed.isNothing()) {
      context.keep(Matrix.TABLE);
      return changed.counts();
    }
    context.remove(Matrix.TABLE, changed.stale());
    Dataset<Row> members = changed.members(task.name());
    Dataset<Row> covariates =
        CovariateRows.build(
            changed.of(context.read(Events.TABLE)),
            changed.of(context.read(Subjects.TABLE)),
            members,
            task.features());
    context.append(
        Matrix.TABLE,
        Matrices.build(
            covariates, members, context.written(Reference.TABLE), task.name(), referenceId));
    return changed.counts();
  }

  private void describe(StepContext context, String referenceId) {
    context.write(
        Baseline.TABLE,
        BaselineTable.of(
            context.written(Matrix.TABLE),
            context.read(Members.TABLE),
            context.read(Subjects.TABLE),
            context.written(Reference.TABLE),
            task.name(),
            referenceId));
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

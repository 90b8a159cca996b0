package org.medley.jobs.step;

import static org.apache.spark.sql.functions.col;
import static org.apache.spark.sql.functions.lit;
import static org.apache.spark.sql.functions.substring;

import java.util.ArrayList;
import java.util.LinkedHashMap;
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
import org.medley.features.contract.LeftOut;
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
import org.medley.jobs.settings.AssociationBlock;
import org.medley.jobs.settings.TaskSettings;
import org.medley.jobs.site.Site;

/**
 * Builds the covariates of all members of a task or decision, the matrix, and Table 1 of it. On a
 * night that trains, the vocabulary is fitted on the training members; on any other it is the one
 * that the standing model was fitted with, and only rows of subjects and members that changed since
 * the last end are built again ({@link ChangedMembers}), unless code or settings changed or the
 * task selects variants; both ways give the same table.
 */
public final class FeaturesStep implements Step {
  private static final int MOST_CHARACTERS = Integer.MAX_VALUE;
  private static final String BASIS = "basis";
  private static final String READ = "read";

  private final CovariatePlan plan;
  private final List<String> eventSteps;
  private final Optional<Vocabulary> standing;
  private final Optional<Discovered> discovered;

  /**
   * Variants that the association step of the task selected, as covariates.
   *
   * @param source of their genotypes
   * @param build the assembly of it
   */
  public record Discovered(String source, String build) {
    /** The variants that {@code task} selects from a source of {@code site}; empty: none. */
    public static Optional<Discovered> of(TaskSettings task, Site site) {
      return task.association()
          .map(AssociationBlock::source)
          .flatMap(
              name ->
                  site.sources().stream().filter(source -> source.name().equals(name)).findFirst())
          .map(source -> new Discovered(source.name(), GenomeSteps.build(source)));
    }
  }

  /**
   * A vocabulary that was fitted before.
   *
   * @param folder where it lies below the lake
   * @param id its reference id
   */
  public record Vocabulary(String folder, String id) {}

  /**
   * The covariates of {@code plan}.
   *
   * @param standing the standing model's vocabulary; empty: fit one
   * @param discovered empty: the task selects no variants
   */
  public FeaturesStep(
      CovariatePlan plan,
      List<String> eventSteps,
      Optional<Vocabulary> standing,
      Optional<Discovered> discovered) {
    this.discovered = discovered;
    this.plan = plan;
    this.eventSteps = List.copyOf(eventSteps);
    this.standing = standing;
  }

  /** The name of the features step of the task or decision {@code task}. */
  public static String name(String task) {
    return "features:" + task;
  }

  @Override
  public String name() {
    return name(plan.name());
  }

  @Override
  public List<Class<?>> code() {
    return List.of(getClass());
  }

  @Override
  public String settings() {
    return Json.write(
        List.of(
            plan.digest(),
            plan.subgroups(),
            standing.map(Vocabulary::id).orElse("fitted"),
            discovered.map(Discovered::build).orElse("")));
  }

  @Override
  public List<String> inputs() {
    List<String> inputs = new ArrayList<>(eventSteps);
    inputs.add(SubjectsStep.NAME);
    inputs.add(CohortStep.name(plan.name()));
    if (plan.wantsAncestors()) {
      inputs.add(CodesStep.NAME);
    }
    discovered.ifPresent(
        variants -> {
          inputs.add(IngestStep.name(variants.source()));
          inputs.add(AssociationStep.name(plan.name()));
        });
    return inputs;
  }

  @Override
  public List<TableContract> writes() {
    return List.of(Reference.TABLE, LeftOut.TABLE, Matrix.TABLE, Baseline.TABLE);
  }

  @Override
  public String slice() {
    return plan.name();
  }

  @Override
  public Map<String, String> run(StepContext context) {
    String referenceId = standing.map(Vocabulary::id).orElse(context.key());
    Optional<Dataset<Row>> ancestors =
        plan.wantsAncestors() ? Optional.of(context.read(CodeAncestors.TABLE)) : Optional.empty();
    Map<String, String> notes = new LinkedHashMap<>();
    notes.put(BASIS, basis(referenceId, ancestors));
    notes.put(READ, Changes.note(context, Events.TABLE, Subjects.TABLE, Members.TABLE));
    Optional<Changes> changes =
        context
            .last()
            .map(StepEnd::notes)
            .filter(last -> discovered.isEmpty() && notes.get(BASIS).equals(last.get(BASIS)))
            .map(last -> Changes.since(context, last.get(READ)));
    if (changes.isPresent()) {
      context.keep(Reference.TABLE);
      context.keep(LeftOut.TABLE);
      notes.put("rebuilt", "members that changed");
      notes.putAll(
          rebuild(context, ChangedMembers.since(context, changes.get()), ancestors, referenceId));
    } else {
      notes.put("rebuilt", "all members");
      build(context, ancestors, referenceId);
      notes.put("members rebuilt", Long.toString(context.size(Matrix.TABLE)));
      notes.put("members kept", "0");
    }
    describe(context, referenceId);
    return notes;
  }

  /** What decides the matrix beside what is read of people. */
  private String basis(String referenceId, Optional<Dataset<Row>> ancestors) {
    String code = CodeDigests.of(code().toArray(Class<?>[]::new));
    return Digests.of(
        Json.write(
            List.of(
                code, plan.digest(), referenceId, ancestors.map(Hierarchy::digest).orElse(""))));
  }

  /** Builds everything, and fits the vocabulary unless one stands. */
  private void build(StepContext context, Optional<Dataset<Row>> ancestors, String referenceId) {
    Dataset<Row> members = context.read(Members.TABLE);
    Dataset<Row> covariates =
        plan.ofMembers(
                CovariateRows.build(
                    plan.kept(events(context), ancestors),
                    context.read(Subjects.TABLE),
                    plan.asOf(members),
                    Descendants.of(plan.features(), ancestors),
                    ancestors))
            .persist(StorageLevel.MEMORY_AND_DISK());
    try {
      vocabulary(context, covariates, members);
      context.write(
          Matrix.TABLE,
          Matrices.build(
              covariates, members, context.written(Reference.TABLE), plan.name(), referenceId));
    } finally {
      covariates.unpersist();
    }
  }

  /** Builds the rows that changed, over the vocabulary as it is. */
  private Map<String, String> rebuild(
      StepContext context,
      ChangedMembers changed,
      Optional<Dataset<Row>> ancestors,
      String referenceId) {
    if (changed.isNothing()) {
      context.keep(Matrix.TABLE);
      return changed.counts();
    }
    context.remove(Matrix.TABLE, changed.stale());
    Dataset<Row> members = changed.members(plan.name());
    Dataset<Row> covariates =
        plan.ofMembers(
            CovariateRows.build(
                plan.kept(changed.of(context.read(Events.TABLE)), ancestors),
                changed.of(context.read(Subjects.TABLE)),
                plan.asOf(members),
                Descendants.of(plan.features(), ancestors),
                ancestors));
    context.append(
        Matrix.TABLE,
        Matrices.build(
            covariates, members, context.written(Reference.TABLE), plan.name(), referenceId));
    return changed.counts();
  }

  private void describe(StepContext context, String referenceId) {
    context.write(
        Baseline.TABLE,
        BaselineTable.of(
            context.written(Matrix.TABLE),
            Subgroups.add(context.read(Members.TABLE), context.read(Subjects.TABLE), subgroups()),
            subgroups(),
            context.written(Reference.TABLE),
            plan.name(),
            referenceId));
  }

  /** Sex and what else the task wants to be judged by. */
  private List<String> subgroups() {
    return Stream.concat(Stream.of("sex"), plan.subgroups().stream()).distinct().toList();
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
    String prefix = VariantEvents.codes(variants.build());
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

  private void vocabulary(StepContext context, Dataset<Row> covariates, Dataset<Row> members) {
    if (standing.isPresent()) {
      context.write(Reference.TABLE, reference(context, standing.get()));
      context.write(
          LeftOut.TABLE,
          context
              .previous(LeftOut.TABLE)
              .where(col(Reference.REFERENCE_ID).equalTo(standing.get().id())));
      return;
    }
    Dataset<Row> judged =
        References.judged(covariates, members, plan.features(), plan.name(), context.key())
            .persist(StorageLevel.MEMORY_AND_DISK());
    context.write(Reference.TABLE, References.kept(judged, plan.features()));
    context.write(LeftOut.TABLE, References.leftOut(judged));
    judged.unpersist();
  }
}

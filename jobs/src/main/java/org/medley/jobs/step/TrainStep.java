package org.medley.jobs.step;

import static org.apache.spark.sql.functions.col;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.medley.features.contract.Matrix;
import org.medley.features.contract.Members;
import org.medley.features.contract.Reference;
import org.medley.features.contract.Subjects;
import org.medley.features.contract.TableContract;
import org.medley.jobs.code.CodeDigests;
import org.medley.jobs.control.Json;
import org.medley.jobs.control.Ledger;
import org.medley.jobs.control.StepEnd;
import org.medley.jobs.night.Digests;
import org.medley.jobs.night.Due;
import org.medley.jobs.night.Fingerprint;
import org.medley.jobs.night.Step;
import org.medley.jobs.night.StepContext;
import org.medley.jobs.registry.Trained;
import org.medley.jobs.settings.TaskSettings;
import org.medley.models.contract.Evaluations;
import org.medley.models.evaluate.Evaluator;
import org.medley.models.evaluate.Importance;
import org.medley.models.evaluate.Metric;
import org.medley.models.evaluate.Performance;
import org.medley.models.matrix.Snapshot;
import org.medley.models.store.ModelProvenance;
import org.medley.models.train.NotTrainable;
import org.medley.models.train.Trainer;
import org.medley.models.train.Training;

/**
 * Trains and tests a model of one task when training is due; another step decides on it. The
 * training snapshot is copied beside the model first, and training reads only that copy.
 */
public final class TrainStep implements Step {
  /** Note: what the registry says of the model, as JSON. */
  static final String REGISTERED = "registered";

  /** Note: what a reader of the model should know about its training; absent if nothing. */
  public static final String REMARKS = "remarks";

  /** Note: why no model could be trained; absent where one was. */
  public static final String REFUSED = "refused";

  private final TaskSettings task;
  private final Due due;
  private final String definition;
  private final String question;
  private final String asOf;

  /**
   * The training of {@code task}.
   *
   * @param due whether and why it is trained
   * @param definition what defines the model beside the data
   * @param asOf logical date, ISO text
   */
  public TrainStep(TaskSettings task, Due due, String definition, String asOf) {
    this.task = task;
    this.due = due;
    this.definition = definition;
    this.question = Digests.of(task.questionDigest());
    this.asOf = asOf;
  }

  /**
   * What the last training of a task found.
   *
   * @param asOf logical date, ISO text
   * @param samples samples that it was trained on; 0 where it was refused
   * @param events samples with the outcome; 0 where it was refused
   * @param refused why no model could be trained; empty where one was
   */
  public record Last(String asOf, long samples, long events, Optional<String> refused) {}

  /** The last training of {@code task} that {@code ledger} knows; empty if there was none. */
  public static Optional<Last> last(Ledger ledger, String task) {
    return ledger
        .lastResult(name(task))
        .map(StepEnd::notes)
        .map(
            notes -> {
              Optional<Registered> model =
                  Optional.ofNullable(notes.get(REGISTERED))
                      .map(json -> Json.read(json, Registered.class));
              return new Last(
                  notes.get(Due.TRAINED_AS_OF),
                  model.map(Registered::samples).orElse(0L),
                  model.map(Registered::events).orElse(0L),
                  Optional.ofNullable(notes.get(REFUSED)));
            });
  }

  /** The name of the training step of {@code task}. */
  public static String name(String task) {
    return "train:" + task;
  }

  /** The provenance that a model of the same settings and inputs would have if trained here. */
  public static ModelProvenance provenance(ModelProvenance as) {
    return ModelProvenance.of(
        as.trainSettings(),
        as.snapshotId(),
        as.inputs(),
        CodeDigests.of(TrainStep.class),
        Machine.environment());
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
    return task.trainDigest();
  }

  @Override
  public List<String> inputs() {
    return List.of(SubjectsStep.NAME, CohortStep.name(task.name()), FeaturesStep.name(task.name()));
  }

  @Override
  public List<TableContract> writes() {
    return List.of(Evaluations.TABLE);
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
  public Optional<String> cause() {
    return due.train() ? Optional.of(due.reason()) : Optional.empty();
  }

  @Override
  public Map<String, String> run(StepContext context) {
    ModelFolder folder = ModelFolder.of(task.name(), context.key());
    Snapshot snapshot = folder.snapshot(context, this::snapshot);
    Map<String, String> notes = new LinkedHashMap<>();
    notes.put(Due.DEFINITION, definition);
    notes.put(Due.TRAINED_AS_OF, asOf);
    notes.put("why", due.reason());
    notes.put(Trained.BY, System.getProperty("user.name"));
    notes.put(Trained.QUESTION, question);
    notes.put(
        Trained.REFERENCE_ID, Fingerprint.of(context.input(FeaturesStep.name(task.name()))).key());
    try {
      Training training = Trainer.train(snapshot, task.training());
      notes.putAll(register(context, folder, snapshot, training));
      notes.put("family", training.model().family());
      if (!training.note().isEmpty()) {
        notes.put(REMARKS, training.note().substring(2));
      }
    } catch (NotTrainable e) {
      context.write(Evaluations.TABLE, context.previous(Evaluations.TABLE));
      notes.put(REFUSED, e.getMessage());
    }
    return notes;
  }

  private Snapshot snapshot(StepContext context) {
    Dataset<Row> members =
        context.read(Members.TABLE).where(col(Members.PURPOSE).equalTo(Snapshot.TRAIN_PURPOSE));
    return new Snapshot(
        task.name(),
        Subgroups.add(members, context.read(Subjects.TABLE), task.subgroups()),
        context.read(Matrix.TABLE).where(col(Matrix.PURPOSE).equalTo(Snapshot.TRAIN_PURPOSE)),
        context.read(Reference.TABLE));
  }

  private Map<String, String> register(
      StepContext context, ModelFolder folder, Snapshot snapshot, Training training) {
    ModelProvenance provenance =
        ModelProvenance.of(
            task.training(),
            folder.version(),
            inputs(context),
            CodeDigests.of(getClass()),
            Machine.environment());
    String digest = folder.save(context, training.model(), provenance);
    context.write(
        Evaluations.TABLE,
        context
            .previous(Evaluations.TABLE)
            .where(col(Evaluations.MODEL_VERSION).notEqual(folder.version()))
            .unionByName(evaluations(context, folder, snapshot, training)));
    Registered registered =
        new Registered(
            task.name(),
            folder.version(),
            training.model().family(),
            provenance.settings(),
            provenance.seed(),
            provenance.snapshotId(),
            provenance.inputsJson(),
            provenance.codeVersion(),
            provenance.environmentJson(),
            training.subjects(),
            training.samples(),
            training.events(),
            folder.path(),
            question,
            asOf,
            due.reason());
    return Map.of(
        Trained.VERSION,
        folder.version(),
        Trained.DIGEST,
        digest,
        REGISTERED,
        Json.write(registered));
  }

  private Dataset<Row> evaluations(
      StepContext context, ModelFolder folder, Snapshot snapshot, Training training) {
    List<Metric> validation =
        new ArrayList<>(Performance.discrimination(training.outOfFold(), task.evaluation()));
    training.nested().ifPresent(nested -> validation.addAll(nested.metrics(training)));
    List<Metric> test = Evaluator.night(training.model(), snapshot, task.evaluation());
    return Evaluator.rows(
            context.spark(), task.name(), folder.version(), Evaluator.VALIDATION, validation)
        .unionByName(
            Evaluator.rows(context.spark(), task.name(), folder.version(), Evaluator.TEST, test))
        .unionByName(
            Evaluator.rows(
                context.spark(),
                task.name(),
                folder.version(),
                Importance.SPLIT,
                Importance.of(training.model(), snapshot, task.evaluation())));
  }

  private Map<String, String> inputs(StepContext context) {
    Map<String, String> keys = new LinkedHashMap<>();
    inputs().forEach(input -> keys.put(input, Fingerprint.of(context.input(input)).key()));
    return keys;
  }
}

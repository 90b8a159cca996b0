package org.medley.jobs.step;

import java.time.LocalDate;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.medley.jobs.code.CodeDigests;
import org.medley.jobs.control.Json;
import org.medley.jobs.external.Finding;
import org.medley.jobs.night.StepContext;
import org.medley.jobs.registry.Trained;
import org.medley.models.evaluate.EvaluateSettings;
import org.medley.models.evaluate.Metric;
import org.medley.models.evaluate.Performance;
import org.medley.models.external.ExternalValidation;
import org.medley.models.external.UpdateKind;
import org.medley.models.external.Validation;
import org.medley.models.fitted.FittedModel;
import org.medley.models.store.ModelProvenance;
import org.medley.models.store.StoredModel;
import org.medley.models.train.TrainSettings;

/**
 * Stores an updated model as a version of its own, so that it can be scored with and built again
 * without anything outside its folder: a copy of the model that was updated, verified before it is
 * loaded; the members and covariates that the update was fitted on; and the updated model.
 *
 * @param context of the step that stores it
 * @param run where it comes from
 * @param asOf logical date of the step
 */
public record StoredUpdate(StepContext context, ExternalRun run, LocalDate asOf) {
  /** Inputs of a provenance: how the model was updated, and of what it is an update. */
  static final String UPDATE = "update";

  private static final String PARENT = "update of";
  private static final String PARENT_DIGEST = "update of digest";
  private static final String DATA_LAKE = "data in lake";

  /** The provenance that an update of the same settings and inputs would have if made here. */
  public static ModelProvenance provenance(ModelProvenance as) {
    return provenance(as.trainSettings(), as.snapshotId(), as.inputs());
  }

  /** The digest of the model that was updated, as the provenance of the update has it. */
  public static String parentDigest(ModelProvenance update) {
    return update.inputs().get(PARENT_DIGEST);
  }

  /** Whether an update was fitted to members of the lake whose root is {@code lake}. */
  static boolean isFittedIn(String lake, ModelProvenance update) {
    return lake.equals(update.inputs().get(DATA_LAKE));
  }

  private static ModelProvenance provenance(
      TrainSettings settings, String snapshotId, Map<String, String> inputs) {
    return ModelProvenance.of(
        settings,
        snapshotId,
        inputs,
        CodeDigests.of(ExternalValidation.class),
        Machine.environment());
  }

  /** Stores it and returns the notes that register it. */
  Map<String, String> store(Finding finding, UpdateKind kind) {
    ModelFolder folder = ModelFolder.of(run.task().name(), context.key());
    folder.copyParent(context, run.folder(), run.home());
    StoredModel before = folder.loadParent(context.spark(), context.lake(), run.parent().digest());
    folder.snapshot(context, any -> run.read(context.spark()).snapshot());
    TrainSettings settings =
        kind == UpdateKind.REFIT
            ? finding.validation().refitSettings()
            : before.provenance().trainSettings();
    ModelProvenance provenance = provenance(settings, folder.version(), inputs(finding, kind));
    String digest = folder.save(context, updated(before.model(), finding, kind), provenance);
    Map<String, String> notes = new LinkedHashMap<>();
    notes.put(Trained.VERSION, folder.version());
    notes.put(Trained.DIGEST, digest);
    notes.put(Trained.REFERENCE_ID, before.model().design().referenceId());
    notes.put(Trained.QUESTION, run.parent().question());
    notes.put(Trained.BY, finding.by());
    notes.put(Trained.PARENT, run.parent().version());
    notes.put(Trained.UPDATE, kind.text());
    notes.put("family", before.model().family());
    notes.put("why", why(finding, kind));
    notes.put(
        TrainStep.REGISTERED,
        Json.write(registered(folder, before.model(), provenance, finding, kind)));
    return notes;
  }

  /** Numbers of the refit before its calibration, which building it again compares. */
  static List<Metric> outOfFold(Finding finding, UpdateKind kind) {
    Validation validation = finding.validation();
    return kind != UpdateKind.REFIT
        ? List.of()
        : Performance.discrimination(
            validation.refit().orElseThrow().outOfFold(),
            EvaluateSettings.of(List.of(), validation.refitSettings().seed()));
  }

  private static FittedModel updated(FittedModel before, Finding finding, UpdateKind kind) {
    return switch (kind) {
      case NONE -> before;
      case REFIT -> finding.validation().updated(kind);
      default ->
          Validation.recalibrated(
              before, finding.validation().variant(kind).fitted().orElseThrow());
    };
  }

  private Map<String, String> inputs(Finding finding, UpdateKind kind) {
    Map<String, String> inputs = new TreeMap<>();
    inputs.put(UPDATE, kind.text());
    inputs.put(PARENT, run.parent().version());
    inputs.put(PARENT_DIGEST, run.parent().digest());
    inputs.put("update of model in lake", finding.lake());
    inputs.put("data set", finding.data().name());
    inputs.put(DATA_LAKE, finding.data().lake());
    inputs.put("data", finding.data().words());
    inputs.put("asked by", finding.by());
    inputs.put("asked at", finding.time().toString());
    inputs.put("asked why", finding.why());
    inputs.put("recommended", finding.validation().closed().words());
    run.data()
        .release()
        .pins()
        .forEach(
            pin -> {
              if (ExternalStep.reads(pin.table())) {
                inputs.put(pin.table() + " / " + pin.slice(), "version " + pin.version());
              }
            });
    return inputs;
  }

  private static String why(Finding finding, UpdateKind kind) {
    return "%s: %s on %s%s"
        .formatted(
            finding.model(),
            kind.words(),
            finding.data().name(),
            finding.why().isEmpty() ? "" : "; " + finding.why());
  }

  private Registered registered(
      ModelFolder folder,
      FittedModel before,
      ModelProvenance provenance,
      Finding finding,
      UpdateKind kind) {
    Validation.Flow flow = finding.validation().flow();
    return new Registered(
        run.task().name(),
        folder.version(),
        before.family(),
        provenance.settings(),
        provenance.seed(),
        provenance.snapshotId(),
        provenance.inputsJson(),
        provenance.codeVersion(),
        provenance.environmentJson(),
        flow.subjects(),
        flow.samples(),
        flow.events(),
        folder.path(),
        run.parent().question(),
        asOf.toString(),
        why(finding, kind));
  }
}

package org.medley.jobs.cli;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.concurrent.Callable;
import org.apache.spark.sql.Row;
import org.medley.jobs.cli.console.Column;
import org.medley.jobs.cli.console.Rows;
import org.medley.jobs.control.Json;
import org.medley.jobs.control.Ledger;
import org.medley.jobs.error.ExitCode;
import org.medley.jobs.registry.Trained;
import org.medley.jobs.release.Query;
import org.medley.jobs.step.ModelFolder;
import org.medley.jobs.step.StoredUpdate;
import org.medley.jobs.step.TrainStep;
import org.medley.models.external.UpdateKind;
import org.medley.models.matrix.Snapshot;
import org.medley.models.rebuild.Part;
import org.medley.models.rebuild.Rebuild;
import org.medley.models.store.ModelProvenance;
import org.medley.models.store.StoredModel;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Parameters;

/** {@code medley models rebuild}: a model trained again from its provenance, and what differs. */
@Command(
    name = "rebuild",
    mixinStandardHelpOptions = true,
    description = {
      "Trains a model again from the snapshot and the settings that are stored with it, and"
          + " compares coefficients or trees, imputation, calibration, out-of-fold metrics, and the"
          + " risks of all members of the snapshot, to a billionth of each number. Of an update,"
          + " recalibrates the stored copy of the model before, or fits it anew, on the stored"
          + " members of the other data set.",
      "Writes nothing to the lake. Ends with 0 if all is the same, with 80 if something differs.",
      "--output json: {task, model_version, result, environment[], parts[{name, compared,"
          + " different, largest, examples[]}]}"
    })
final class ModelsRebuildCommand implements Callable<Integer> {
  private static final String OUT_OF_FOLD =
      """
      SELECT metric, value FROM model.evaluations
      WHERE task = '%s' AND model_version = '%s' AND split = 'validation' AND subgroup = 'all'
        AND value IS NOT NULL
      """;

  @Mixin private Options options;

  @Parameters(index = "0", paramLabel = "TASK", description = "The task.")
  private String task;

  @Parameters(index = "1", paramLabel = "VERSION", description = "A version, or its beginning.")
  private String version;

  @Override
  public Integer call() {
    Workspace workspace = Workspace.reading(options);
    var ledger = workspace.control().ledger();
    Trained model = TaskModels.named(ledger, task, version);
    ModelFolder folder = new ModelFolder(task, model.version());
    StoredModel stored = folder.load(workspace.spark(), workspace.lake(), model.digest());
    List<Part> parts = parts(workspace, ledger, model, folder, stored);
    List<String> environment = changes(stored.provenance(), now(model, stored.provenance()));
    boolean same = parts.stream().allMatch(Part::same);
    if (options.json()) {
      Streams.answer().println(Json.write(document(model, same, environment, parts)));
    } else {
      print(model, same, environment, parts);
    }
    return (same ? ExitCode.DONE : ExitCode.GATE_REFUSED).number();
  }

  private List<Part> parts(
      Workspace workspace, Ledger ledger, Trained model, ModelFolder folder, StoredModel stored) {
    Snapshot snapshot = folder.snapshot(workspace.spark(), workspace.lake());
    Optional<UpdateKind> kind = UpdateKind.named(model.update());
    if (kind.isEmpty() || kind.get() == UpdateKind.REFIT) {
      Query query = workspace.registry(ledger, Workspace.release(ledger, Optional.empty()));
      return Rebuild.of(stored, snapshot, outOfFold(query, model.version()));
    }
    StoredModel before =
        folder.loadParent(
            workspace.spark(), workspace.lake(), StoredUpdate.parentDigest(stored.provenance()));
    return Rebuild.ofUpdate(
        stored.model(), before.model(), kind.get(), snapshot, stored.provenance().seed());
  }

  private static ModelProvenance now(Trained model, ModelProvenance stored) {
    return model.updated() ? StoredUpdate.provenance(stored) : TrainStep.provenance(stored);
  }

  private Map<String, Double> outOfFold(Query query, String model) {
    Map<String, Double> metrics = new TreeMap<>();
    for (Row row : query.rows(OUT_OF_FOLD.formatted(task, model)).collectAsList()) {
      metrics.put(row.getString(0), row.getDouble(1));
    }
    return metrics;
  }

  /** What is not as it was when the model was trained, in sentences. */
  private static List<String> changes(ModelProvenance before, ModelProvenance now) {
    List<String> changes = new ArrayList<>();
    if (!before.codeVersion().equals(now.codeVersion())) {
      changes.add("The code that trains is not the code that trained the model.");
    }
    TreeSet<String> names = new TreeSet<>(before.environment().keySet());
    names.addAll(now.environment().keySet());
    for (String name : names) {
      String old = before.environment().getOrDefault(name, "unknown");
      String here = now.environment().getOrDefault(name, "unknown");
      if (!old.equals(here)) {
        changes.add("The %s was %s and is %s here.".formatted(name, old, here));
      }
    }
    return changes;
  }

  private void print(Trained model, boolean same, List<String> environment, List<Part> parts) {
    List<List<Object>> rows = new ArrayList<>();
    parts.forEach(
        part -> rows.add(List.of(part.name(), part.compared(), part.different(), part.largest())));
    Streams.print(
        options,
        Rows.all(
            List.of(
                new Column("part", "string"),
                new Column("compared", "bigint"),
                new Column("different", "bigint"),
                new Column("largest", "double")),
            rows));
    parts.forEach(part -> part.examples().forEach(Streams.answer()::println));
    environment.forEach(Streams.answer()::println);
    Streams.answer()
        .println(
            same
                ? "Model " + model.version() + " was built again, the same."
                : "Model " + model.version() + " was built again, and differs.");
  }

  private Map<String, Object> document(
      Trained model, boolean same, List<String> environment, List<Part> parts) {
    Map<String, Object> document = new LinkedHashMap<>();
    document.put("task", task);
    document.put("model_version", model.version());
    document.put("result", same ? "same" : "different");
    document.put("environment", environment);
    document.put("parts", parts);
    return document;
  }
}

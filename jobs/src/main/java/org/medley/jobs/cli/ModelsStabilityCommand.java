package org.medley.jobs.cli;

import java.io.PrintStream;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.concurrent.Callable;
import org.medley.features.contract.Members;
import org.medley.jobs.control.Json;
import org.medley.jobs.error.ExitCode;
import org.medley.jobs.evaluate.MetricJson;
import org.medley.jobs.registry.Trained;
import org.medley.jobs.step.ModelFolder;
import org.medley.models.evaluate.Controls;
import org.medley.models.evaluate.Metric;
import org.medley.models.matrix.Snapshot;
import org.medley.models.stability.Stability;
import org.medley.models.store.StoredModel;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** {@code medley models stability}: what is left of a model's numbers when it is refitted. */
@Command(
    name = "stability",
    mixinStandardHelpOptions = true,
    description = {
      "Refits a model to the snapshot that is stored with it: optimism by the bootstrap, how much"
          + " risks move with who is trained on, each year and group predicted by a model that saw"
          + " nothing of it, labels shuffled between people, which ought to give 0.5, and"
          + " covariates of the person's index time before or after. Forests and boosted trees that"
          + " repeat their training rows stay too hopeful when corrected: believe auroc_632plus and"
          + " brier_632plus.",
      "Takes some hundred fits, hence minutes to hours. Writes nothing to the lake.",
      "Metrics: apparent_, optimism_ and corrected_ auroc, calibration_slope and brier; instability"
          + " (mean change of a risk), reasons_kept (share of the strongest reasons that a refit"
          + " gives too); left_out_auroc and left_out_calibration_slope by cluster;"
          + " left_out_auroc_by_C, _new (interval for a new cluster) and _tau2;"
          + " shuffled_labels_auroc; permuted_times_earlier_auroc and its loss (none: the model"
          + " lives on traits, or reads the whole record), permuted_times_later_auroc and its gain"
          + " (none: it looks back less far than index times are apart, or knows the outcome"
          + " already). A part of one class is not fitted but not assessable. Tuning is not"
          + " repeated: 'nested: true' in the task does that.",
      "--output json: {task, model_version, family, metrics[{metric, value, low, high, n, events,"
          + " method, group}]}"
    })
final class ModelsStabilityCommand implements Callable<Integer> {
  @Mixin private Options options;
  @Spec private CommandSpec spec;

  @Parameters(index = "0", paramLabel = "TASK", description = "The task.")
  private String task;

  @Parameters(index = "1", paramLabel = "VERSION", description = "A version, or its beginning.")
  private String version;

  @Option(
      names = "--replicates",
      paramLabel = "N",
      defaultValue = "200",
      description = "Bootstrap samples. Default: ${DEFAULT-VALUE}.")
  private int replicates;

  @Option(
      names = "--by",
      split = ",",
      paramLabel = "C",
      defaultValue = "year",
      description = "What is left out in turn: year, and subgroups of the task. Default: year.")
  private List<String> clusterings;

  @Override
  public Integer call() {
    if (replicates < 2) {
      throw new ParameterException(spec.commandLine(), "--replicates is at least 2");
    }
    Workspace workspace = Workspace.reading(options);
    Trained model = TaskModels.named(workspace.control().ledger(), task, version);
    ModelFolder folder = new ModelFolder(task, model.version());
    StoredModel stored = folder.load(workspace.spark(), workspace.lake(), model.digest());
    Snapshot snapshot = folder.snapshot(workspace.spark(), workspace.lake());
    check(snapshot);
    PrintStream progress = Streams.progress(options).out();
    List<Metric> metrics =
        Stability.of(stored, snapshot, replicates, clusterings, progress::println);
    if (options.json()) {
      Map<String, Object> document = new LinkedHashMap<>();
      document.put("task", task);
      document.put("model_version", model.version());
      document.put("family", stored.model().family());
      document.put("metrics", metrics.stream().map(MetricJson::metric).toList());
      Streams.answer().println(Json.write(document));
    } else {
      Streams.print(options, MetricTable.of(metrics));
    }
    return ExitCode.DONE.number();
  }

  private void check(Snapshot snapshot) {
    Set<String> known = new TreeSet<>(List.of(snapshot.members().columns()));
    known.removeAll(List.of(Members.TABLE.schema().fieldNames()));
    known.add(Stability.YEAR);
    List<String> problems = new ArrayList<>();
    clusterings.stream()
        .filter(each -> !known.contains(each))
        .forEach(each -> problems.add("--by '" + each + "' is not known; use " + known));
    long rows = snapshot.members(Snapshot.TRAIN).count();
    if (rows > Controls.MOST_ROWS) {
      problems.add(
          "the model has %d training members, and at most %d are refitted to"
              .formatted(rows, Controls.MOST_ROWS));
    }
    if (!problems.isEmpty()) {
      throw new ParameterException(spec.commandLine(), String.join("; ", problems));
    }
  }
}

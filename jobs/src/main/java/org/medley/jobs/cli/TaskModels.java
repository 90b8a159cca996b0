package org.medley.jobs.cli;

import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.medley.jobs.control.Entry;
import org.medley.jobs.control.Ledger;
import org.medley.jobs.error.ExitCode;
import org.medley.jobs.error.MedleyException;
import org.medley.jobs.registry.Registry;
import org.medley.jobs.registry.Trained;
import org.medley.jobs.step.DecideStep;
import org.medley.jobs.step.TrainStep;

/** The models of every task of a lake, as its ledger tells it now. */
final class TaskModels {
  private static final String TRAIN = TrainStep.name("");

  private TaskModels() {}

  /** The registry of each task that ever trained, by the name of the task. */
  static Map<String, Registry> of(Ledger ledger) {
    Map<String, Registry> registries = new TreeMap<>();
    ledger.of(Entry.Kind.STEP).stream()
        .map(Entry::name)
        .filter(name -> name.startsWith(TRAIN))
        .map(name -> name.substring(TRAIN.length()))
        .distinct()
        .forEach(task -> registries.put(task, DecideStep.registry(ledger, task)));
    return registries;
  }

  /**
   * The model of {@code task} whose version begins with {@code text}.
   *
   * @throws MedleyException with exit code 64 if there is none, or are several
   */
  static Trained named(Ledger ledger, String task, String text) {
    List<String> versions = registry(ledger, task).models().stream().map(Trained::version).toList();
    List<Trained> found =
        registry(ledger, task).models().stream()
            .filter(model -> !text.isEmpty() && model.version().startsWith(text))
            .toList();
    if (found.size() == 1) {
      return found.get(0);
    }
    throw new MedleyException(
        ExitCode.USAGE,
        found.isEmpty()
            ? "task " + task + " has no model '" + text + "'"
            : found.size() + " models of " + task + " begin with '" + text + "'",
        "its models are " + String.join(", ", versions));
  }

  /**
   * The registry of {@code task}.
   *
   * @throws MedleyException with exit code 64 if it has no model
   */
  static Registry registry(Ledger ledger, String task) {
    Map<String, Registry> registries = of(ledger);
    Registry registry = registries.get(task);
    if (registry == null || registry.models().isEmpty()) {
      throw new MedleyException(
          ExitCode.USAGE,
          "the lake has no model of a task '" + task + "'",
          registries.isEmpty()
              ? "run 'medley nightly' first"
              : "tasks with models are " + String.join(", ", registries.keySet()));
    }
    return registry;
  }
}

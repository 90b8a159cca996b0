package org.medley.jobs.cli;

import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import org.medley.jobs.control.Json;
import org.medley.jobs.control.Ledger;
import org.medley.jobs.registry.Decision;
import org.medley.jobs.registry.Registrar;
import org.medley.jobs.registry.Registry;
import org.medley.jobs.registry.Trained;
import org.medley.jobs.step.DecideStep;
import org.medley.jobs.step.ModelFolder;
import org.medley.models.store.ModelStore;

/**
 * What the commands share with which a person decides about a model.
 *
 * @param options of the command
 * @param workspace the lake
 * @param ledger as the command found it
 * @param task the task
 */
record PersonsDecision(Options options, Workspace workspace, Ledger ledger, String task) {
  /** A decision on {@code task}, which must have models. */
  static PersonsDecision on(Options options, String task) {
    Workspace workspace = Workspace.reading(options);
    Ledger ledger = workspace.control().ledger();
    TaskModels.registry(ledger, task);
    return new PersonsDecision(options, workspace, ledger, task);
  }

  /** The models of the task. */
  Registry registry() {
    return TaskModels.registry(ledger, task);
  }

  /** The model that {@code text} begins, with its files verified. */
  Trained model(String text) {
    return verified(TaskModels.named(ledger, task, text));
  }

  /** The model, if its files are those that were registered. */
  Trained verified(Trained model) {
    ModelStore.verify(
        workspace.spark(),
        workspace.lake().root() + "/" + new ModelFolder(task, model.version()).model(),
        model.digest());
    return model;
  }

  /** Records in the name of the user of this process. */
  Registrar registrar() {
    return new Registrar(
        workspace.control(),
        workspace.clock(),
        task,
        now -> DecideStep.registry(now, task),
        System.getProperty("user.name"));
  }

  /** Says what was decided, or {@code otherwise} where nothing was. */
  void tell(Optional<Decision> made, String otherwise) {
    if (options.json()) {
      Streams.answer().println(Json.write(document(made, otherwise)));
    } else if (made.isEmpty()) {
      Streams.answer().println("Nothing to do: " + otherwise + ".");
    } else {
      Streams.answer()
          .printf(
              "Model %s is champion of %s%s. It scores from the next night on: 'medley nightly'.%n",
              made.get().version(),
              task,
              made.get().champion().isEmpty() ? "" : ", after " + made.get().champion());
    }
  }

  private Map<String, Object> document(Optional<Decision> made, String otherwise) {
    Map<String, Object> document = new LinkedHashMap<>();
    document.put("task", task);
    document.put("result", made.map(decision -> decision.act().text()).orElse("noop"));
    document.put(
        "champion",
        made.map(Decision::version)
            .or(() -> registry().champion().map(Trained::version))
            .orElse(null));
    document.put("before", made.map(Decision::champion).orElse(null));
    document.put("by", made.map(Decision::by).orElse(null));
    document.put("why", made.map(Decision::why).orElse(otherwise));
    document.put("effective", made.isPresent() ? "next night" : null);
    return document;
  }
}

package org.medley.jobs.cli;

import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.Callable;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.medley.jobs.control.Json;
import org.medley.jobs.error.ExitCode;
import org.medley.jobs.error.MedleyException;
import org.medley.jobs.lake.Lake;
import org.medley.jobs.registry.Registry;
import org.medley.jobs.registry.Trained;
import org.medley.jobs.settings.TaskSettings;
import org.medley.jobs.site.Configuration;
import org.medley.jobs.step.ExternalData;
import org.medley.jobs.step.ExternalRun;
import org.medley.jobs.step.ExternalStep;
import org.medley.models.external.UpdateKind;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** {@code medley models validate}: a registered model on the members of another data set. */
@Command(
    name = "validate",
    mixinStandardHelpOptions = true,
    description = {
      "External validation: applies a model to the members of the same task in another lake, whose"
          + " night ran there with the same task file, or in a later period of its own (--since)."
          + " Covariates are mapped by name and unit; what the model was fitted with, its"
          + " imputation and calibration included, stays as it is.",
      "Says how the people differ from those of the development, how well the model does there, as"
          + " it is and after each update, and which update the data ask for (closed testing,"
          + " Vergouwe 2017). Updated models are judged out of fold.",
      "--recalibrate stores the updated model as a new version, a candidate: a person promotes it"
          + " with 'medley models promote'. --into names the lake that will score with it.",
      "Numbers stand in model.evaluations under the split external:NAME; a page and the JSON"
          + " document lie beside the model.",
      "--output json: {task, model_version, data{}, flow{}, covariates{}, case_mix{}, shifts[],"
          + " models[{update, intercept, slope, metrics[], curves{}}], closed_testing{}, refit{},"
          + " chosen, stored{}, page}."
    },
    footerHeading = "%nExamples:%n",
    footer = {
      "  medley models validate acute-care --from /lakes/east",
      "  medley models validate acute-care 4f1c --from /lakes/east@2024-01-31-0a1b2c3d"
          + " --recalibrate auto --into /lakes/east --why 'fewer emergencies there'",
      "  medley models validate acute-care --from lake --since 2024-01-01 --recalibrate"
          + " intercept-slope"
    })
final class ModelsValidateCommand implements Callable<Integer> {
  private static final String CHAMPION = "champion";

  @Mixin private Options options;

  @Parameters(index = "0", paramLabel = "TASK", description = "The task.")
  private String task;

  @Parameters(
      index = "1",
      arity = "0..1",
      paramLabel = "VERSION",
      defaultValue = CHAMPION,
      description = "A version, or its beginning. Default: ${DEFAULT-VALUE}.")
  private String version;

  @Option(
      names = "--from",
      required = true,
      paramLabel = "LAKE[@RELEASE]",
      description = "The other lake. Default of RELEASE: its current one.")
  private String from;

  @Option(
      names = "--since",
      paramLabel = "DATE",
      description =
          "Only members with an index time on that day or later. Of the model's own lake, people"
              + " whom it was trained on are left out.")
  private LocalDate since;

  @Option(
      names = "--name",
      paramLabel = "NAME",
      description = "What the data set is called. Default: the lake's folder and the release.")
  private String name;

  @Option(
      names = "--recalibrate",
      paramLabel = "KIND",
      description =
          "in-the-large, intercept-slope, refit, or auto: what the closed test recommends; with"
              + " --into also none: the model as it is.")
  private String recalibrate;

  @Option(
      names = "--into",
      paramLabel = "LAKE",
      description = "Where the updated model is registered. Default: --lake.")
  private String into;

  @Option(names = "--why", paramLabel = "TEXT", defaultValue = "", description = "The reason.")
  private String why;

  @Override
  public Integer call() {
    check();
    Configuration configuration = Pulls.configuration(options);
    TaskSettings settings = settings(configuration);
    Workspace workspace = Workspace.reading(options);
    Trained model = model(workspace);
    PersonsDecision.on(options, task).verified(model);
    ValidationLakes lakes = new ValidationLakes(workspace, task, model);
    ExternalData data =
        lakes.data(from, Optional.ofNullable(since), name, configuration.site().zone());
    Workspace target = into == null ? workspace : lakes.into(into);
    String update = recalibrate == null ? "" : recalibrate;
    if (lakes.isHome(target) && update.equals(UpdateKind.NONE.text())) {
      throw usage("--recalibrate none takes the model over as it is, which needs another lake");
    }
    ExternalRun run =
        new ExternalRun(
            settings,
            model,
            workspace.lake(),
            TaskModels.registry(workspace.control().ledger(), task),
            data,
            new ExternalRun.Wanted(
                update, System.getProperty("user.name"), why.strip(), workspace.clock().instant()));
    ValidationNights nights =
        new ValidationNights(options, settings, configuration.site().minimumCell());
    LocalDate asOf = options.asOf().orElse(data.release().date());
    Optional<Trained> stored = nights.run(workspace, target, run, asOf);
    tell(workspace.lake(), data, model, stored, target);
    return ExitCode.DONE.number();
  }

  private void check() {
    List<String> known =
        Stream.concat(
                Arrays.stream(UpdateKind.values()).map(UpdateKind::text),
                Stream.of(ExternalRun.Wanted.AUTO))
            .toList();
    if (recalibrate != null && !known.contains(recalibrate)) {
      throw usage("--recalibrate is one of %s, and not '%s'".formatted(known, recalibrate));
    }
    if (into != null && recalibrate == null) {
      throw usage("--into says where an updated model goes; say which with --recalibrate");
    }
    if (name != null && !name.matches("[^/\\\\+'\"\\n]{1,80}")) {
      throw usage("--name holds up to 80 characters, without slashes, plus signs and quotes");
    }
  }

  private static MedleyException usage(String what) {
    return new MedleyException(ExitCode.USAGE, what, "see 'medley models validate --help'");
  }

  private TaskSettings settings(Configuration configuration) {
    return configuration.tasks().stream()
        .filter(each -> each.name().equals(task) && each.publishes())
        .findFirst()
        .orElseThrow(
            () ->
                new MedleyException(
                    ExitCode.USAGE,
                    "the configuration has no task '" + task + "' with a model",
                    "its tasks are "
                        + configuration.tasks().stream()
                            .filter(TaskSettings::publishes)
                            .map(TaskSettings::name)
                            .collect(Collectors.joining(", "))));
  }

  private Trained model(Workspace workspace) {
    var ledger = workspace.control().ledger();
    Registry registry = TaskModels.registry(ledger, task);
    if (!version.equals(CHAMPION)) {
      return TaskModels.named(ledger, task, version);
    }
    return registry
        .champion()
        .orElseThrow(
            () ->
                new MedleyException(
                    ExitCode.USAGE,
                    "task " + task + " has no champion yet",
                    "name a version; 'medley models list' shows them"));
  }

  private void tell(
      Lake lake, ExternalData data, Trained model, Optional<Trained> stored, Workspace target) {
    String path = ExternalStep.paper(task, model.version(), data.name());
    Map<String, Object> document = new LinkedHashMap<>();
    Map<?, ?> written = Json.read(lake.readText(path + ".json"), Map.class);
    written.forEach((key, value) -> document.put(key.toString(), value));
    document.put("page", lake.shown(path + ".html"));
    document.put(
        "stored",
        stored
            .map(
                each ->
                    Map.of(
                        "model_version",
                        each.version(),
                        "update",
                        each.update(),
                        "lake",
                        target.lake().root(),
                        "state",
                        Registry.State.CANDIDATE.text()))
            .orElse(null));
    if (options.json()) {
      Streams.answer().println(Json.write(document));
      return;
    }
    new ValidationAnswer(options).print(document);
    List<String> lines = new ArrayList<>();
    lines.add("Page: " + document.get("page"));
    stored.ifPresent(
        each ->
            lines.add(
                "Stored %s (%s of %s) as a candidate in %s. Make it the champion there: 'medley"
                        .formatted(
                            each.version(), each.update(), each.parent(), target.lake().root())
                    + " models promote %s %s --lake %s --why TEXT'."
                        .formatted(task, each.version(), target.lake().root())));
    if (stored.isEmpty() && recalibrate != null) {
      lines.add("Nothing was stored: the closed test recommends to leave the model as it is.");
    }
    lines.forEach(Streams.answer()::println);
  }
}

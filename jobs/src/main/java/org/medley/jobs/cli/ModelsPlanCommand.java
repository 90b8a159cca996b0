package org.medley.jobs.cli;

import java.util.List;
import java.util.concurrent.Callable;
import org.medley.jobs.changeplan.ChangePlan;
import org.medley.jobs.error.ExitCode;
import org.medley.jobs.error.MedleyException;
import org.medley.jobs.settings.TaskSettings;
import org.medley.jobs.site.Configuration;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Parameters;

/** {@code medley models plan}: how the model of a task may change, from its configuration. */
@Command(
    name = "plan",
    mixinStandardHelpOptions = true,
    description = {
      "Prints the plan by which the model of a task is updated or held: what may change, triggers,"
          + " data, gates, rollback and impact, in the parts of a predetermined change control plan"
          + " (FDA, final guidance, August 2025).",
      "As Markdown, or with --output json as one document. Reads the configuration alone: the"
          + " blocks 'retrain', 'gates' and 'card' of the task file, and 'retrain-days' of the"
          + " site."
    },
    footerHeading = "%nExample:%n",
    footer = "  medley models plan acute-care > plan.md")
final class ModelsPlanCommand implements Callable<Integer> {
  @Mixin private Options options;

  @Parameters(paramLabel = "TASK", description = "The task.")
  private String task;

  @Override
  public Integer call() {
    Configuration configuration = Pulls.configuration(options);
    List<TaskSettings> publishing =
        configuration.tasks().stream().filter(TaskSettings::publishes).toList();
    TaskSettings settings =
        publishing.stream()
            .filter(each -> each.name().equals(task))
            .findFirst()
            .orElseThrow(
                () ->
                    new MedleyException(
                        ExitCode.USAGE,
                        "the configuration has no task '%s' that publishes".formatted(task),
                        "tasks that do: "
                            + String.join(
                                ", ", publishing.stream().map(TaskSettings::name).toList())));
    ChangePlan plan = ChangePlan.of(settings, configuration.site());
    Streams.answer().println(options.json() ? plan.json() : plan.markdown().stripTrailing());
    return ExitCode.DONE.number();
  }
}

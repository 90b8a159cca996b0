package org.medley.jobs.cli;

import java.util.Optional;
import java.util.concurrent.Callable;
import org.medley.jobs.error.ExitCode;
import org.medley.jobs.error.MedleyException;
import org.medley.jobs.registry.Decision;
import org.medley.jobs.registry.Trained;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** {@code medley models rollback}: a former champion takes over again. */
@Command(
    name = "rollback",
    mixinStandardHelpOptions = true,
    description = {
      "Makes a former champion of a task the champion again and retires the present one; records"
          + " who decided it, when and why. The files of the model are verified first.",
      "It scores from the next night on. A second rollback without --to changes nothing: to go"
          + " further back, name the version."
    },
    footerHeading = "%nExample:%n",
    footer = "  medley models rollback acute-care --why 'alerts doubled on the wards'")
final class ModelsRollbackCommand implements Callable<Integer> {
  @Mixin private Options options;

  @Parameters(paramLabel = "TASK", description = "The task.")
  private String task;

  @Option(
      names = "--to",
      paramLabel = "VERSION",
      description = "A former champion. Default: the one before the present champion.")
  private String to;

  @Option(names = "--why", paramLabel = "TEXT", required = true, description = "The reason.")
  private String why;

  @Override
  public Integer call() {
    if (why.isBlank()) {
      throw new MedleyException(
          ExitCode.USAGE, "a rollback needs a reason", "say it with --why 'TEXT'");
    }
    PersonsDecision person = PersonsDecision.on(options, task);
    Optional<String> version =
        Optional.ofNullable(to)
            .map(person::model)
            .or(() -> person.registry().before().map(person::verified))
            .map(Trained::version);
    Optional<Decision> made =
        person.registrar().rollback(to == null ? Optional.empty() : version, why.strip());
    person.tell(
        made,
        to == null
            ? "the last decision on %s was a rollback already; name a version with --to"
                .formatted(task)
            : "model %s is champion of %s already".formatted(version.orElseThrow(), task));
    return ExitCode.DONE.number();
  }
}

package org.medley.jobs.cli;

import java.util.Optional;
import java.util.concurrent.Callable;
import org.medley.jobs.error.ExitCode;
import org.medley.jobs.registry.Decision;
import org.medley.jobs.registry.Trained;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** {@code medley models promote}: a person makes a candidate the champion. */
@Command(
    name = "promote",
    mixinStandardHelpOptions = true,
    description = {
      "Makes a candidate the champion of its task, whatever its gates said, and records who decided"
          + " it, when and why. The files of the model are verified first.",
      "It scores from the next night on. A model that is champion already stays so: nothing is"
          + " recorded."
    },
    footerHeading = "%nExample:%n",
    footer = "  medley models promote acute-care 4f1c --why 'few outcomes, reviewed by the board'")
final class ModelsPromoteCommand implements Callable<Integer> {
  @Mixin private Options options;

  @Parameters(index = "0", paramLabel = "TASK", description = "The task.")
  private String task;

  @Parameters(index = "1", paramLabel = "VERSION", description = "A version, or its beginning.")
  private String version;

  @Option(names = "--why", paramLabel = "TEXT", defaultValue = "", description = "The reason.")
  private String why;

  @Override
  public Integer call() {
    PersonsDecision person = PersonsDecision.on(options, task);
    Trained model = person.model(version);
    Optional<Decision> made = person.registrar().promote(model.version(), why.strip());
    person.tell(made, "model %s is champion of %s already".formatted(model.version(), task));
    return ExitCode.DONE.number();
  }
}

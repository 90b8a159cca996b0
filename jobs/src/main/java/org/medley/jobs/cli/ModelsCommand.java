package org.medley.jobs.cli;

import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Spec;

/** {@code medley models}: the registry. */
@Command(
    name = "models",
    mixinStandardHelpOptions = true,
    description = "Registered models.",
    subcommands = {
      ModelsListCommand.class,
      ModelsShowCommand.class,
      ModelsCompareCommand.class,
      ModelsPromoteCommand.class,
      ModelsRollbackCommand.class,
      ModelsRebuildCommand.class,
      ModelsStabilityCommand.class,
      ModelsValidateCommand.class,
      ModelsCardCommand.class,
      ModelsPlanCommand.class
    })
final class ModelsCommand implements Runnable {
  @Spec private CommandSpec spec;

  @Override
  public void run() {
    spec.commandLine().usage(System.out);
  }
}

package org.medley.jobs.cli;

import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Spec;

/** {@code medley serve}: doors that stand open until they are closed. */
@Command(
    name = "serve",
    mixinStandardHelpOptions = true,
    description = "Serves releases to other programs.",
    synopsisSubcommandLabel = "COMMAND",
    subcommands = ServeSqlCommand.class)
final class ServeCommand implements Runnable {
  @Spec private CommandSpec spec;

  /** Without a command the help is shown. */
  @Override
  public void run() {
    spec.commandLine().usage(System.out);
  }
}

package org.medley.jobs.cli;

import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Spec;

/** {@code medley views}: ViewDefinitions, tried without a site. */
@Command(
    name = "views",
    mixinStandardHelpOptions = true,
    description = "Views of SQL on FHIR: runs one on files of one's own, or a suite of tests.",
    subcommands = {ViewsTestCommand.class, ViewsRunCommand.class})
final class ViewsCommand implements Runnable, WithoutLake {
  @Spec private CommandSpec spec;

  @Override
  public void run() {
    spec.commandLine().usage(System.out);
  }
}

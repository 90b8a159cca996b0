package org.medley.jobs.cli;

import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Spec;

/** {@code medley safety}: the safety rules. */
@Command(
    name = "safety",
    mixinStandardHelpOptions = true,
    description = "The safety rules of conf/safety, which may speak against a drug.",
    subcommands = SafetyCheckCommand.class)
final class SafetyCommand implements Runnable, WithoutLake {
  @Spec private CommandSpec spec;

  @Override
  public void run() {
    spec.commandLine().usage(System.out);
  }
}

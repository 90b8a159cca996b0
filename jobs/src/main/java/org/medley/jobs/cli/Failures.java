package org.medley.jobs.cli;

import org.apache.logging.log4j.LogManager;
import org.medley.jobs.error.Diagnosis;
import org.medley.jobs.error.ExitCode;
import org.medley.jobs.error.MedleyException;
import picocli.CommandLine;

/** Turns whatever went wrong into one clear message and an exit code. The trace goes to the log. */
final class Failures {
  private Failures() {}

  /** A wrong command line. */
  static int usage(CommandLine.ParameterException e, String[] arguments) {
    CommandLine line = e.getCommandLine();
    line.getErr().println("medley: " + e.getMessage());
    if (!CommandLine.UnmatchedArgumentException.printSuggestions(e, line.getErr())) {
      line.getErr().println("  try '" + line.getCommandSpec().qualifiedName() + " --help'");
    }
    return ExitCode.USAGE.number();
  }

  /** A command that failed. */
  static int execution(Exception e, CommandLine line, CommandLine.ParseResult parsed) {
    MedleyException problem = Diagnosis.of(e, Logging.file());
    line.getErr().println("medley: " + problem.getMessage());
    line.getErr().println("  " + problem.remedy());
    line.getErr().flush();
    LogManager.getLogger(Failures.class).error("the command failed", e);
    return problem.exitCode().number();
  }
}

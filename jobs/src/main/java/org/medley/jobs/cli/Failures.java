package org.medley.jobs.cli;

import java.io.FileNotFoundException;
import java.nio.file.AccessDeniedException;
import java.util.ArrayList;
import java.util.List;
import org.apache.logging.log4j.LogManager;
import org.medley.jobs.error.ExitCode;
import org.medley.jobs.error.MedleyException;
import org.medley.models.store.ModelRefused;
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
    MedleyException problem = problem(e);
    line.getErr().println("medley: " + problem.getMessage());
    line.getErr().println("  " + problem.remedy());
    line.getErr().flush();
    LogManager.getLogger(Failures.class).error("the command failed", e);
    return problem.exitCode().number();
  }

  /** The problem that {@code failure} tells of, found among its causes where Spark wrapped it. */
  static MedleyException problem(Throwable failure) {
    List<Throwable> causes = causes(failure);
    for (Throwable cause : causes) {
      if (cause instanceof MedleyException known) {
        return known;
      }
    }
    for (Throwable cause : causes) {
      if (cause instanceof ModelRefused) {
        return new MedleyException(
            ExitCode.DATA_REJECTED,
            cause.getMessage(),
            "nothing of it was loaded: restore the folder from a backup, or roll back to another"
                + " model");
      }
      String message = String.valueOf(cause.getMessage());
      if (message.contains("No space left on device")) {
        return new MedleyException(
            ExitCode.CANNOT_WRITE, "the disk is full", "make room and run the command again");
      }
      if (cause instanceof AccessDeniedException || message.contains("Permission denied")) {
        return new MedleyException(
            ExitCode.PERMISSION, "access was denied: " + message, "mend the permissions");
      }
      if (cause instanceof FileNotFoundException) {
        return new MedleyException(
            ExitCode.INPUT_OUTPUT,
            "a file vanished: " + message,
            "do not change the extract or the lake during a night; run the command again");
      }
      if (cause instanceof OutOfMemoryError) {
        return new MedleyException(
            ExitCode.INTERNAL,
            "the memory was not enough",
            "give more with MEDLEY_HEAP=8g, or run on a cluster");
      }
    }
    Throwable root = causes.get(causes.size() - 1);
    return new MedleyException(
        ExitCode.INTERNAL,
        "an internal error: " + root.getClass().getSimpleName(),
        "the log has the details: " + Logging.file());
  }

  private static List<Throwable> causes(Throwable failure) {
    List<Throwable> causes = new ArrayList<>();
    for (Throwable cause = failure;
        cause != null && !causes.contains(cause);
        cause = cause.getCause()) {
      causes.add(cause);
    }
    return causes;
  }
}

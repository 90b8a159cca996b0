package org.medley.jobs.error;

import java.io.FileNotFoundException;
import java.nio.file.AccessDeniedException;
import java.util.ArrayList;
import java.util.List;
import org.medley.models.store.ModelRefused;

/** What went wrong, as a problem that a user can act on, found among the causes of a failure. */
public final class Diagnosis {
  private Diagnosis() {}

  /**
   * The problem that {@code failure} tells of.
   *
   * @param log where the details are, for what nobody foresaw
   */
  public static MedleyException of(Throwable failure, String log) {
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
        "the log has the details: " + log);
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

package org.medley.jobs.error;

import java.io.FileNotFoundException;
import java.nio.file.AccessDeniedException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.medley.models.store.ModelRefused;

/** What went wrong, as a problem that a user can act on, found among the causes of a failure. */
public final class Diagnosis {
  /** What Linux and macOS say where no more can be written, and what it means. */
  private static final Map<String, String> FULL =
      Map.of(
          "No space left on device", "the disk is full",
          "Disk quota exceeded", "the disk is full for this user: the quota is used up",
          "File too large",
              "the disk is full for this user: a file met the limit of 'ulimit -f' or of the file"
                  + " system");

  private static final String MAKE_ROOM =
      "make room for the lake and for temporary files ('medley check' says how much each has) and"
          + " run the command again: it goes on where it stopped";

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
      for (Map.Entry<String, String> full : FULL.entrySet()) {
        if (message.contains(full.getKey())) {
          return new MedleyException(ExitCode.CANNOT_WRITE, full.getValue(), MAKE_ROOM);
        }
      }
      if (message.contains("Too many open files")
          || message.contains("unable to create native thread")) {
        return new MedleyException(
            ExitCode.RESOURCE,
            "the operating system gave no more open files or threads",
            "raise the limits of this user ('ulimit -n' to 4096 or more, 'ulimit -u') and run the"
                + " command again");
      }
      if (cause instanceof UnsatisfiedLinkError) {
        return new MedleyException(
            ExitCode.CANNOT_WRITE,
            "a library could not be unpacked into the folder for temporary files: it is full or no"
                + " program may be run from it",
            "make room there, or name another folder: MEDLEY_JAVA_OPTS=-Djava.io.tmpdir=DIR");
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

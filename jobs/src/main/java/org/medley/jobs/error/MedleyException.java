package org.medley.jobs.error;

/**
 * A problem that a user can act on: what happened, and what to do next. It is shown as these two
 * sentences, never as a stack trace, and never holds a patient's identifier or values.
 */
public final class MedleyException extends RuntimeException {
  private static final long serialVersionUID = 1L;

  private final ExitCode exitCode;
  private final String remedy;

  /** A problem with its exit code, what happened and where, and the remedy. */
  public MedleyException(ExitCode exitCode, String what, String remedy) {
    this(exitCode, what, remedy, null);
  }

  /** As above, with the cause for the log. */
  public MedleyException(ExitCode exitCode, String what, String remedy, Throwable cause) {
    super(what, cause);
    this.exitCode = exitCode;
    this.remedy = remedy;
  }

  /** How the command ends. */
  public ExitCode exitCode() {
    return exitCode;
  }

  /** What the user can do. */
  public String remedy() {
    return remedy;
  }
}

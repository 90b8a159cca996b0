package org.medley.jobs.error;

import java.util.ArrayDeque;
import java.util.Collections;
import java.util.Deque;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.Optional;
import java.util.Set;

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

  /**
   * The problem that {@code failure} reports, if it or one of its causes is one. Spark wraps what a
   * task throws, and gathers what several tasks throw.
   */
  public static Optional<MedleyException> in(Throwable failure) {
    Set<Throwable> seen = Collections.newSetFromMap(new IdentityHashMap<>());
    Deque<Throwable> open = new ArrayDeque<>(List.of(failure));
    while (!open.isEmpty()) {
      Throwable next = open.poll();
      if (next instanceof MedleyException found) {
        return Optional.of(found);
      }
      if (seen.add(next)) {
        Optional.ofNullable(next.getCause()).ifPresent(open::add);
        open.addAll(List.of(next.getSuppressed()));
      }
    }
    return Optional.empty();
  }

  /**
   * What to throw for {@code failure}: the problem that it reports, or itself. Spark throws checked
   * exceptions that its methods do not declare; such a one comes as the cause of another.
   */
  public static RuntimeException rethrown(Exception failure) {
    return in(failure)
        .map(RuntimeException.class::cast)
        .orElseGet(
            () ->
                failure instanceof RuntimeException unchecked
                    ? unchecked
                    : new IllegalStateException(failure.getMessage(), failure));
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

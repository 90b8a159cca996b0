package org.medley.jobs.night;

import java.util.Optional;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicReference;
import org.medley.jobs.error.ExitCode;
import org.medley.jobs.error.MedleyException;

/** Asks a night from another thread to stop; the night looks between its steps. */
public final class StopRequest {
  private final AtomicReference<ExitCode> code = new AtomicReference<>();
  private final AtomicBoolean obeyed = new AtomicBoolean();

  /** Asks to stop, to end with {@code exitCode}; what was asked first stands. */
  public void stop(ExitCode exitCode) {
    code.compareAndSet(null, exitCode);
  }

  /** How the night is to end; empty: it may go on. */
  public Optional<ExitCode> asked() {
    return Optional.ofNullable(code.get());
  }

  /** Whether the night stopped and records it, so that it must not be disturbed. */
  public boolean obeyed() {
    return obeyed.get();
  }

  /**
   * Returns if the night may go on to {@code step}.
   *
   * @throws MedleyException with the exit code that was asked for
   */
  void check(String step) {
    asked()
        .ifPresent(
            exitCode -> {
              obeyed.set(true);
              throw problem(exitCode, "before " + step, null);
            });
  }

  /** What to throw for {@code failure} in {@code step}: of a step that was stopped, that it was. */
  Optional<MedleyException> of(String step, Throwable failure) {
    obeyed.set(asked().isPresent());
    return failure instanceof MedleyException known && asked().equals(Optional.of(known.exitCode()))
        ? Optional.of(known)
        : asked().map(exitCode -> problem(exitCode, "in " + step, failure));
  }

  private static MedleyException problem(ExitCode exitCode, String where, Throwable cause) {
    return new MedleyException(
        exitCode,
        "the night was asked to stop and did so " + where,
        "run the command again, or 'medley retry': it goes on there",
        cause);
  }
}

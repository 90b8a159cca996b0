package org.medley.jobs.pull.http;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import org.medley.jobs.error.ExitCode;
import org.medley.jobs.error.MedleyException;

/** Time as a pull sees it: what the clock says, and how one waits. */
public interface Waiting {
  /** The present. */
  Instant instant();

  /** Returns after {@code span}. */
  void sleep(Duration span);

  /**
   * Real waiting. Its sleep ends early, with exit code 130, where the thread is interrupted.
   *
   * @param clock what the present is taken from
   */
  static Waiting on(Clock clock) {
    return new Waiting() {
      @Override
      public Instant instant() {
        return clock.instant();
      }

      @Override
      public void sleep(Duration span) {
        try {
          Thread.sleep(span.toMillis());
        } catch (InterruptedException e) {
          throw interrupted(e);
        }
      }
    };
  }

  /** What to throw where a pull's thread is interrupted; the thread stays marked. */
  static MedleyException interrupted(Exception cause) {
    Thread.currentThread().interrupt();
    return new MedleyException(
        ExitCode.INTERRUPTED,
        "the command was interrupted",
        "run the command again: it goes on where it stopped",
        cause);
  }
}

package org.medley.jobs.cli;

import java.time.Duration;
import java.time.Instant;
import java.util.Locale;
import java.util.Optional;
import java.util.function.Supplier;
import org.medley.jobs.cli.console.Terminal;
import org.medley.jobs.error.ExitCode;
import org.medley.jobs.error.MedleyException;
import org.medley.jobs.pull.http.Waiting;

/** Looks at the ledger again and again, and says on standard error what it sees. */
final class Watch {
  private static final Duration POLL = Duration.ofSeconds(5);

  private final Terminal progress;
  private final Waiting waiting;
  private String said = "";

  /** A watch that tells {@code progress} what changed. */
  Watch(Terminal progress, Waiting waiting) {
    this.progress = progress;
    this.waiting = waiting;
  }

  /** Says {@code words} unless it said so last. */
  void say(String words) {
    if (!words.equals(said)) {
      progress.out().println(words);
      progress.out().flush();
      said = words;
    }
  }

  /**
   * What {@code look} finds, as soon as it finds something.
   *
   * @param otherwise what to say where it does not, such as "run R has not ended"
   * @throws MedleyException with exit code 75 if that takes longer than {@code timeout}
   */
  <T> T until(String otherwise, Duration timeout, Supplier<Optional<T>> look) {
    Instant end = waiting.instant().plus(timeout);
    for (Optional<T> found = look.get(); ; found = look.get()) {
      if (found.isPresent()) {
        return found.get();
      }
      Duration left = Duration.between(waiting.instant(), end);
      if (left.isNegative() || left.isZero()) {
        throw new MedleyException(
            ExitCode.LEASE_HELD,
            otherwise + " within " + timeout.toString().substring(2).toLowerCase(Locale.ROOT),
            "wait again, or longer with --timeout; 'medley runs list' shows what was recorded");
      }
      waiting.sleep(left.compareTo(POLL) < 0 ? left : POLL);
    }
  }
}

package org.medley.jobs.attempt;

import java.time.Instant;
import java.time.LocalDate;
import java.util.Optional;
import org.medley.jobs.control.Asked;
import org.medley.jobs.control.Owner;
import org.medley.jobs.error.ExitCode;

/**
 * One call of a command that runs a night.
 *
 * @param id identity; sorts by the time of the call
 * @param asOf logical date, ISO text; empty where the call failed before it was known
 * @param owner the process
 * @param begunMillis when it began, milliseconds since the epoch
 * @param endedMillis when it ended; 0: it has not, or was killed
 * @param exitCode how it ended; null: it has not
 * @param result what became of it in a word: {@code published}, {@code noop}, {@code refused},
 *     {@code done}, {@code skipped} or {@code failed}; empty: it has not ended
 * @param why what went wrong, in a sentence without patient data; empty where nothing did
 * @param remedy what to do about it; empty where nothing went wrong
 * @param epoch epoch of the lease that it held; 0: it never held one
 * @param asked what was asked for
 */
public record Attempt(
    String id,
    String asOf,
    String owner,
    long begunMillis,
    long endedMillis,
    Integer exitCode,
    String result,
    String why,
    String remedy,
    long epoch,
    Asked asked) {
  /** How far an attempt is. */
  public enum Phase {
    /** Its process lives, as far as can be seen from here. */
    RUNNING,
    /** It ended. */
    ENDED,
    /** Its process is gone and left no word. */
    LOST
  }

  /** How far it is; of a process of another host that has not ended: that it runs. */
  public Phase phase() {
    if (exitCode != null) {
      return Phase.ENDED;
    }
    return Owner.isDead(owner) ? Phase.LOST : Phase.RUNNING;
  }

  /** The logical date; empty where the call failed before it was known. */
  public Optional<LocalDate> date() {
    return asOf.isEmpty() ? Optional.empty() : Optional.of(LocalDate.parse(asOf));
  }

  /** Whether the ledger has its run. */
  public boolean heldLease() {
    return epoch > 0;
  }

  /** How it ended; of one that was killed: terminated. */
  public ExitCode code() {
    return exitCode == null ? ExitCode.TERMINATED : ExitCode.of(exitCode);
  }

  /** When it ended or, if it left no word, began. */
  public Instant recorded() {
    return Instant.ofEpochMilli(endedMillis == 0 ? begunMillis : endedMillis);
  }
}

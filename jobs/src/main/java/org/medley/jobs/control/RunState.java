package org.medley.jobs.control;

import java.time.Instant;
import java.time.LocalDate;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import org.medley.jobs.error.ExitCode;

/**
 * How one run stands, as the ledger tells: a pure function of its rows and the time.
 *
 * @param runId the run
 * @param asOf logical date; empty where the run has none
 * @param phase how far it is
 * @param words the same as the ledger puts it, such as {@code failed in train:acute-care}
 * @param exitCode how its command ended; of a run that still runs: that another holds the lease
 * @param recorded when its last row was written
 */
public record RunState(
    String runId,
    Optional<LocalDate> asOf,
    Phase phase,
    String words,
    ExitCode exitCode,
    Instant recorded) {
  /** State of a run's first row. */
  public static final String STARTED = "started";

  /** How the state of a run that failed begins; the step follows. */
  public static final String FAILED_IN = "failed in ";

  /** The same of one that was asked to stop. */
  public static final String STOPPED_IN = "stopped in ";

  /** How far a run is. */
  public enum Phase {
    /** Its process holds the lease. */
    RUNNING,
    /** It came to its end; a gate may have refused. */
    DONE,
    /** A step failed. */
    FAILED,
    /**
     * It began, did not end, and holds the lease no more: it was killed. The next night resumes.
     */
    LOST
  }

  /** Whether it is over. */
  public boolean ended() {
    return phase != Phase.RUNNING;
  }

  /** The last attempt at the run {@code runId}; empty if it never began. */
  public static Optional<RunState> of(Ledger ledger, String runId, Instant now) {
    return last(
        ledger,
        ledger.of(Entry.Kind.RUN).stream().filter(entry -> entry.runId().equals(runId)).toList(),
        now);
  }

  /** The last run of the night of {@code date}; empty if none began. */
  public static Optional<RunState> of(Ledger ledger, LocalDate date, Instant now) {
    return last(
        ledger,
        ledger.of(Entry.Kind.RUN).stream()
            .filter(entry -> entry.asOf().equals(Optional.of(date)))
            .toList(),
        now);
  }

  /** The last run of all; empty if none ever began. */
  public static Optional<RunState> last(Ledger ledger, Instant now) {
    return last(ledger, ledger.of(Entry.Kind.RUN), now);
  }

  /** When a run last ended and no gate had refused; empty if none did. */
  public static Optional<Instant> lastSuccess(Ledger ledger) {
    return ledger.of(Entry.Kind.RUN).stream()
        .filter(run -> run.state().equals(Ledger.DONE) && !refused(ledger, run))
        .map(Entry::recorded)
        .max(Comparator.naturalOrder());
  }

  private static Optional<RunState> last(Ledger ledger, List<Entry> runs, Instant now) {
    return runs.stream()
        .max(
            Comparator.comparingLong(Entry::epoch)
                .thenComparing(run -> !run.state().equals(STARTED))
                .thenComparing(Entry::recorded))
        .map(run -> state(ledger, run, now));
  }

  private static RunState state(Ledger ledger, Entry run, Instant now) {
    if (run.state().equals(Ledger.DONE)) {
      return state(run, Phase.DONE, refused(ledger, run) ? ExitCode.GATE_REFUSED : ExitCode.DONE);
    }
    if (!run.state().equals(STARTED)) {
      return state(run, Phase.FAILED, failure(run));
    }
    boolean holds =
        ledger
            .lease(now)
            .filter(lease -> lease.kind() == LeaseState.Kind.HELD)
            .filter(lease -> lease.epoch() == run.epoch())
            .isPresent();
    return holds
        ? state(run, Phase.RUNNING, ExitCode.LEASE_HELD)
        : state(run, Phase.LOST, ExitCode.TERMINATED);
  }

  private static RunState state(Entry run, Phase phase, ExitCode exitCode) {
    return new RunState(run.runId(), run.asOf(), phase, run.state(), exitCode, run.recorded());
  }

  /** Of a failure that an older Medley recorded nothing is known but that it was one. */
  private static ExitCode failure(Entry run) {
    Integer number = Json.read(run.details(), RunDetails.class).exitCode();
    return number == null ? ExitCode.INTERNAL : ExitCode.of(number);
  }

  /** Whether a gate refused a task in what the run released or, if it had nothing new, left. */
  private static boolean refused(Ledger ledger, Entry run) {
    return ledger.of(Entry.Kind.RELEASE).stream()
        .filter(entry -> entry.runId().equals(run.runId()))
        .reduce((first, second) -> second)
        .map(entry -> Json.read(entry.details(), Release.class))
        .or(ledger::current)
        .filter(release -> !release.refused().isEmpty())
        .isPresent();
  }
}

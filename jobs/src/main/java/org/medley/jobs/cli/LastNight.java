package org.medley.jobs.cli;

import java.time.Instant;
import java.time.LocalDate;
import java.util.List;
import java.util.Optional;
import org.medley.jobs.attempt.Attempt;
import org.medley.jobs.control.Asked;
import org.medley.jobs.control.Entry;
import org.medley.jobs.control.Json;
import org.medley.jobs.control.Ledger;
import org.medley.jobs.control.RunDetails;
import org.medley.jobs.control.RunState;
import org.medley.jobs.error.ExitCode;

/**
 * The last attempt at a night: a run of the ledger, or a call that never held the lease where that
 * is newer. Calls that gave way to another run do not count.
 *
 * @param run the run; empty if the last attempt never held the lease
 * @param attempt the attempt; empty if nobody wrote one down
 * @param asked what was asked for
 */
record LastNight(Optional<RunState> run, Optional<Attempt> attempt, Asked asked) {

  static LastNight of(Recorded recorded) {
    return of(recorded.ledgerOrNone(), recorded.attempts(), recorded.clock().instant());
  }

  /** The last of all. */
  static LastNight of(Ledger ledger, List<Attempt> attempts, Instant now) {
    return newer(ledger, RunState.last(ledger, now), attempts);
  }

  /** The last of the night of {@code date}; a call that failed before its date was known counts. */
  static LastNight of(Ledger ledger, List<Attempt> attempts, LocalDate date, Instant now) {
    return newer(
        ledger,
        RunState.of(ledger, date, now),
        attempts.stream().filter(each -> each.date().map(date::equals).orElse(true)).toList());
  }

  private static LastNight newer(Ledger ledger, Optional<RunState> run, List<Attempt> attempts) {
    Optional<Attempt> last =
        attempts.stream()
            .filter(attempt -> !gaveWay(attempt) && !attempt.heldLease())
            .filter(attempt -> attempt.phase() == Attempt.Phase.ENDED || isAlone(ledger, attempt))
            .reduce((first, second) -> second);
    boolean newer =
        last.isPresent()
            && run.map(found -> found.recorded().isBefore(last.get().recorded())).orElse(true);
    if (newer) {
      return new LastNight(Optional.empty(), last, last.get().asked());
    }
    return new LastNight(
        run, Optional.empty(), run.map(found -> asked(ledger, found)).orElse(Asked.NIGHT));
  }

  private static boolean gaveWay(Attempt attempt) {
    return attempt.phase() == Attempt.Phase.ENDED
        && (attempt.code() == ExitCode.LEASE_HELD
            || attempt.result().equals(NightCall.SKIPPED)
            || attempt.result().equals("attached"));
  }

  /** Whether an attempt that left no word began no run either: the ledger tells of the others. */
  private static boolean isAlone(Ledger ledger, Attempt attempt) {
    return ledger.of(Entry.Kind.RUN).stream()
        .noneMatch(
            entry ->
                entry.state().equals(RunState.STARTED)
                    && entry.asOf().equals(attempt.date())
                    && !entry.recorded().isBefore(Instant.ofEpochMilli(attempt.begunMillis())));
  }

  private static Asked asked(Ledger ledger, RunState run) {
    return ledger.of(Entry.Kind.RUN).stream()
        .filter(entry -> entry.runId().equals(run.runId()))
        .reduce((first, second) -> second)
        .map(entry -> Json.read(entry.details(), RunDetails.class).request())
        .orElse(Asked.NIGHT);
  }

  /** Whether there is something to go on with. */
  boolean isRetried() {
    return run.map(
            found -> found.phase() == RunState.Phase.FAILED || found.phase() == RunState.Phase.LOST)
        .or(
            () ->
                attempt.map(
                    found ->
                        found.phase() == Attempt.Phase.LOST
                            || (found.phase() == Attempt.Phase.ENDED
                                && found.code() != ExitCode.DONE
                                && found.code() != ExitCode.GATE_REFUSED)))
        .orElse(false);
  }

  /** Whether nothing was ever tried. */
  boolean isNone() {
    return run.isEmpty() && attempt.isEmpty();
  }

  /** Whether it has not ended. */
  boolean isRunning() {
    return run.map(found -> found.phase() == RunState.Phase.RUNNING)
        .or(() -> attempt.map(found -> found.phase() == Attempt.Phase.RUNNING))
        .orElse(false);
  }

  /** How it ended; of one that runs: that another holds the lease. */
  ExitCode exitCode() {
    return run.map(RunState::exitCode).or(() -> attempt.map(Attempt::code)).orElse(ExitCode.DONE);
  }

  /** When its last word was written; empty if nothing was ever tried. */
  Optional<Instant> recorded() {
    return run.map(RunState::recorded).or(() -> attempt.map(Attempt::recorded));
  }

  /** Why it failed, in a sentence; empty where nobody wrote it down. */
  String why(Ledger ledger) {
    return run.flatMap(found -> RunProgress.of(ledger, found.runId()))
        .map(RunProgress::details)
        .flatMap(details -> Optional.ofNullable(details.why()))
        .or(() -> attempt.map(Attempt::why))
        .orElse("");
  }

  /** What it is called: the run, else the attempt; empty if nothing was ever tried. */
  String id() {
    return runId().or(() -> attempt.map(Attempt::id)).orElse("");
  }

  /** The logical date; empty if it was never known. */
  Optional<LocalDate> date() {
    return run.isPresent() ? run.get().asOf() : attempt.flatMap(Attempt::date);
  }

  /** The run, as the ledger names it. */
  Optional<String> runId() {
    return run.map(RunState::runId);
  }

  /** How it ended, in words. */
  String words() {
    return run.map(
            found ->
                "run %s %s"
                    .formatted(
                        found.runId(),
                        switch (found.phase()) {
                          case RUNNING -> "is running";
                          case LOST -> "was killed";
                          case DONE, FAILED ->
                              "%s (%d, %s)"
                                  .formatted(
                                      found.words(),
                                      found.exitCode().number(),
                                      found.exitCode().meaning());
                        }))
        .or(() -> attempt.map(LastNight::words))
        .orElse("no night was ever tried in this lake");
  }

  private static String words(Attempt attempt) {
    String night = "the night of " + attempt.date().map(LocalDate::toString).orElse("unknown date");
    return switch (attempt.phase()) {
      case RUNNING -> night + " is being prepared";
      case LOST -> night + " was killed before it held the lease";
      case ENDED ->
          attempt.code() == ExitCode.DONE
              ? night + " had nothing to do"
              : "%s ended before it held the lease (%d, %s)"
                  .formatted(night, attempt.code().number(), attempt.code().meaning());
    };
  }
}

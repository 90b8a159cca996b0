package org.medley.jobs.cli;

import java.time.Duration;
import java.time.LocalDate;
import java.util.Optional;
import org.medley.jobs.control.LeaseState;
import org.medley.jobs.control.RunState;
import org.medley.jobs.pull.http.Waiting;

/**
 * The run that holds the lease of a lake, as who comes second sees it.
 *
 * @param options of the command that came second
 */
record OtherRun(Options options) {

  /** Who holds the lease now; empty if nobody does, or there is no lake yet. */
  Optional<LeaseState> holder() {
    Recorded recorded = Recorded.of(options);
    return recorded
        .ledgerOrNone()
        .lease(recorded.clock().instant())
        .filter(lease -> lease.kind() == LeaseState.Kind.HELD);
  }

  /**
   * Waits until the lease of {@code holder} is given back, or runs out.
   *
   * @return how its run ended; empty if it was not of the date {@code date}, or no night
   * @throws org.medley.jobs.error.MedleyException with exit code 75 if that takes longer than
   *     {@code timeout}
   */
  Optional<RunState> wait(LeaseState holder, LocalDate date, Duration timeout) {
    Recorded recorded = Recorded.of(options);
    Watch watch = new Watch(Streams.progress(options), Waiting.on(recorded.clock()));
    watch.say("waiting for run " + holder.runId() + ", which holds the lease");
    watch.until(
        "run " + holder.runId() + " has not ended",
        timeout,
        () ->
            holder().filter(now -> now.epoch() == holder.epoch()).isEmpty()
                ? Optional.of(true)
                : Optional.empty());
    return RunState.of(recorded.ledger(), holder.runId(), recorded.clock().instant())
        .filter(run -> run.asOf().equals(Optional.of(date)));
  }
}

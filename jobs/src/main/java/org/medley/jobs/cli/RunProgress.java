package org.medley.jobs.cli;

import java.time.Instant;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import org.medley.jobs.control.Entry;
import org.medley.jobs.control.Json;
import org.medley.jobs.control.Ledger;
import org.medley.jobs.control.RunDetails;
import org.medley.jobs.control.RunState;

/**
 * How one attempt of a run went, by its rows in the ledger.
 *
 * @param begun when it took the lease
 * @param steps how many steps it was to run
 * @param ended names of the steps that it brought to an end, in their order
 * @param details what its last row says
 */
record RunProgress(Instant begun, int steps, List<String> ended, RunDetails details) {

  /** The last attempt of the run {@code runId}; empty if it never began. */
  static Optional<RunProgress> of(Ledger ledger, String runId) {
    List<Entry> rows =
        ledger.of(Entry.Kind.RUN).stream().filter(entry -> entry.runId().equals(runId)).toList();
    Optional<Entry> started =
        rows.stream()
            .filter(entry -> entry.state().equals(RunState.STARTED))
            .reduce((first, second) -> second);
    return started.map(
        begun -> {
          Entry last =
              rows.stream()
                  .filter(entry -> entry.epoch() == begun.epoch())
                  .max(Comparator.comparing(entry -> !entry.state().equals(RunState.STARTED)))
                  .orElse(begun);
          List<String> ended =
              ledger.of(Entry.Kind.STEP).stream()
                  .filter(entry -> entry.epoch() == begun.epoch())
                  .map(Entry::name)
                  .toList();
          RunDetails first = Json.read(begun.details(), RunDetails.class);
          return new RunProgress(
              begun.recorded(), first.steps(), ended, Json.read(last.details(), RunDetails.class));
        });
  }
}

package org.medley.jobs.cli;

import java.time.Instant;
import java.time.LocalDate;
import java.util.Optional;
import org.medley.jobs.control.Ledger;
import org.medley.jobs.control.RunState;

/** Which nights are run that ran before. */
enum Rerun {
  /** Only dates of which no run was ever begun. */
  NONE,
  /** Also those whose last run failed or was killed: it goes on. */
  FAILED,
  /** Also those that ended; what a person withdrew may be released again. */
  COMPLETED;

  /** Whether the night of {@code date} is to be run by what {@code ledger} says of it. */
  boolean wants(Ledger ledger, LocalDate date, Instant now) {
    Optional<RunState.Phase> before = RunState.of(ledger, date, now).map(RunState::phase);
    return switch (this) {
      case NONE -> before.isEmpty();
      case FAILED -> before.filter(phase -> phase == RunState.Phase.DONE).isEmpty();
      case COMPLETED -> true;
    };
  }
}

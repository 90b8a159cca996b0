package org.medley.jobs.control;

import java.time.Instant;
import java.time.LocalDate;
import java.util.Optional;

/**
 * One row of the control table.
 *
 * @param kind what the row speaks of
 * @param epoch lease epoch of the writer
 * @param runId the run
 * @param name step, release, owner, or the task of a decision
 * @param key digest of what was asked for; empty where there is none
 * @param state state of what the row speaks of
 * @param asOf logical date
 * @param recorded wall clock, for people only
 * @param details JSON that depends on the kind
 */
public record Entry(
    Kind kind,
    long epoch,
    String runId,
    String name,
    String key,
    String state,
    Optional<LocalDate> asOf,
    Instant recorded,
    String details) {

  /** What a row of the control table speaks of. */
  public enum Kind {
    LEASE,
    RUN,
    CLAIM,
    STEP,
    RELEASE,
    DECISION;

    /** The text in the table. */
    public String text() {
      return name().toLowerCase(java.util.Locale.ROOT);
    }
  }
}

package org.medley.jobs.control;

import java.time.Instant;

/**
 * How the lease of a lake stands.
 *
 * @param kind whether a run holds it
 * @param epoch number of the lease
 * @param runId the run that holds or held it
 * @param owner the process that holds or held it: host, process id and start
 * @param expires when it runs out unless its holder prolongs it
 */
public record LeaseState(Kind kind, long epoch, String runId, String owner, Instant expires) {
  /** Whether a run holds a lease. */
  public enum Kind {
    /** Nobody holds it. */
    FREE,
    /** A run holds it that lives, as far as can be seen. */
    HELD,
    /** Its holder died, or did not prolong it: the next run takes it. */
    STALE
  }

  static LeaseState of(Entry head, Instant now) {
    Head details = Head.of(head);
    Kind kind =
        head.state().equals(Control.FREE)
            ? Kind.FREE
            : details.expires().isBefore(now) || Owner.isDead(head.name()) ? Kind.STALE : Kind.HELD;
    return new LeaseState(kind, head.epoch(), head.runId(), head.name(), details.expires());
  }
}

package org.medley.jobs.lake;

/**
 * Leave to write one slice, recorded in the control table before the write. A slice that is written
 * in several commits takes a part of the ticket for each, in the same order every time.
 *
 * @param appId Delta's transaction application, {@code medley/table/slice}
 * @param version counter of that application
 * @param key the step key, kept in the commit's user metadata
 * @param resumed whether an earlier, interrupted run was given this ticket already
 */
public record Ticket(String appId, long version, String key, boolean resumed) {
  /** The ticket of the commit {@code number}, from 1. */
  public Ticket part(int number) {
    return number == 1
        ? this
        : new Ticket(appId + "#" + number, version, key + "#" + number, resumed);
  }
}

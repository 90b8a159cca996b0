package org.medley.jobs.lake;

/**
 * Leave to write one slice once, recorded in the control table before the write.
 *
 * @param appId Delta's transaction application, {@code medley/table/slice}
 * @param version counter of that application
 * @param key the step key, kept in the commit's user metadata
 * @param resumed whether an earlier, interrupted run was given this ticket already
 */
public record Ticket(String appId, long version, String key, boolean resumed) {}

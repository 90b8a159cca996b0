package org.medley.jobs.control;

/**
 * The right to write, won by a conditional commit. A later epoch fences this one.
 *
 * @param epoch number of this lease, one higher than any before it
 * @param runId the run that holds it
 * @param owner the process that holds it
 */
public record Lease(long epoch, String runId, String owner) {}

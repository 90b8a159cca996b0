package org.medley.jobs.settings;

/**
 * The block {@code publish} of a task.
 *
 * @param cohort the name under which analysts find the scored cohort
 * @param required whether a refused gate of this task ends the night with code 80
 */
public record PublishBlock(String cohort, boolean required) {}

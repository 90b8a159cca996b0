package org.medley.jobs.notice;

/**
 * One thing to be told.
 *
 * @param key what is the same of the same thing, however often it is sent, so that a receiver can
 *     pass over a repetition; plain letters, digits and hyphens
 * @param body JSON
 */
public record Notice(String key, String body) {}

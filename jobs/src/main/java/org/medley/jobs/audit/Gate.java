package org.medley.jobs.audit;

/**
 * The result of one check.
 *
 * @param name what was checked
 * @param passed whether it passed
 * @param detail the numbers behind it, in a sentence; counts only
 */
public record Gate(String name, boolean passed, String detail) {}

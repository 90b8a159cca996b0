package org.medley.jobs.lake;

/**
 * What a step wrote to one table.
 *
 * @param table full table name
 * @param slice the slice replaced; {@code all} for a table without slices
 * @param version Delta version of the commit
 * @param rows rows in the slice
 */
public record Output(String table, String slice, long version, long rows) {
  /** The slice of a table that has none. */
  public static final String ALL = "all";
}

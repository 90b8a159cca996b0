package org.medley.features.cohort;

/**
 * What was stated about one subject at one time, became known and was superseded at one time.
 *
 * @param time when it happened, microseconds
 * @param available when it existed in the source, microseconds
 * @param superseded when a newer version replaced it; {@link #CURRENT}: not replaced
 * @param base counts of the base columns of {@link PredicateTable}
 */
record EventRow(long time, long available, long superseded, int[] base) {
  /** The superseded time of a current version. */
  static final long CURRENT = Long.MAX_VALUE;

  /** From when it is known: it happened and existed. */
  long knownFrom() {
    return Math.max(time, available);
  }

  /** Whether no newer version replaced it. */
  boolean isCurrent() {
    return superseded == CURRENT;
  }
}

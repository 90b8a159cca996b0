package org.medley.features.cohort;

/** What was stated about one subject at one time, became known and was superseded at one time. */
final class EventRow {
  /** The superseded time of a current version. */
  static final long CURRENT = Long.MAX_VALUE;

  private final long time;
  private final long available;
  private final long superseded;
  private final int[] base;

  /**
   * A row; times in microseconds.
   *
   * @param time when it happened
   * @param available when it existed in the source
   * @param superseded when a newer version replaced it; {@link #CURRENT}: not replaced
   * @param base counts of the base columns of {@link PredicateTable}
   */
  EventRow(long time, long available, long superseded, int[] base) {
    this.time = time;
    this.available = available;
    this.superseded = superseded;
    this.base = base;
  }

  long time() {
    return time;
  }

  /** From when it is known: it happened and existed. */
  long knownFrom() {
    return Math.max(time, available);
  }

  long superseded() {
    return superseded;
  }

  /** Whether no newer version replaced it. */
  boolean isCurrent() {
    return superseded == CURRENT;
  }

  /** The count of a base column. */
  int count(int column) {
    return base[column];
  }
}

package org.medley.features.cohort;

/** What was stated about one subject at one time, became known and was superseded at one time. */
final class EventRow {
  /** The superseded time of a current version. */
  static final long CURRENT = Long.MAX_VALUE;

  private final long time;
  private final long available;
  private final long superseded;
  private final int[] base;
  private final double[][] values;

  /**
   * A row; times in microseconds.
   *
   * @param time when it happened
   * @param available when it existed in the source
   * @param superseded when a newer version replaced it; {@link #CURRENT}: not replaced
   * @param base counts of the base columns of {@link PredicateTable}
   * @param values the values of its valued predicates
   */
  EventRow(long time, long available, long superseded, int[] base, double[][] values) {
    this.time = time;
    this.available = available;
    this.superseded = superseded;
    this.base = base;
    this.values = values;
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

  /** The values of a valued predicate. */
  double[] values(int place) {
    return values[place];
  }

  /** The count of a base column. */
  int count(int column) {
    return base[column];
  }
}

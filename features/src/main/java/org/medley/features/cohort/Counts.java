package org.medley.features.cohort;

/** Counts of predicates over the slots of one {@link Timeline}. */
abstract class Counts {
  /** No slot. */
  static final int NONE = -1;

  private final int slots;

  Counts(int slots) {
    this.slots = slots;
  }

  /** The sum over the slots before {@code slot}. */
  abstract int before(int predicate, int slot);

  /** The slot at which the running sum first exceeds {@code sum}, which the whole sum does. */
  abstract int exceeding(int predicate, int sum);

  /**
   * The sum over slots from {@code from} up to but without {@code to}; zero where none lie there.
   */
  int between(int predicate, int from, int to) {
    return from >= to ? 0 : before(predicate, to) - before(predicate, from);
  }

  /** The first slot from {@code from} on at which the predicate holds, or {@link #NONE}. */
  int first(int predicate, int from) {
    int sum = before(predicate, from);
    return sum == before(predicate, slots) ? NONE : exceeding(predicate, sum);
  }

  /** The last slot before {@code to} at which the predicate holds, or {@link #NONE}. */
  int last(int predicate, int to) {
    int sum = before(predicate, to);
    return sum == 0 ? NONE : exceeding(predicate, sum - 1);
  }
}

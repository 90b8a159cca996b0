package org.medley.features.cohort;

/**
 * The first event after a prediction time that ends the risk.
 *
 * @param time microseconds
 * @param name the predicate; of several at one time the first that the task names
 */
record Competing(long time, String name) {
  /** The first competing event after {@code index} among current versions; null: none. */
  static Competing after(Plan plan, History history, long index) {
    int from = history.timeline().after(index);
    Competing first = null;
    for (String name : plan.task().observation().competing()) {
      int slot = history.current().first(plan.table().number(name), from);
      if (slot != Counts.NONE && (first == null || history.timeline().time(slot) < first.time())) {
        first = new Competing(history.timeline().time(slot), name);
      }
    }
    return first;
  }
}

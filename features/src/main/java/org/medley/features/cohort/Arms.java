package org.medley.features.cohort;

import java.util.List;
import java.util.Map;

/** Treatment arms: the one whose predicate holds at the trigger's event. */
final class Arms {
  private Arms() {}

  /** How many arms hold. */
  static long number(Plan plan, Sample sample) {
    return holding(plan, sample).size();
  }

  /** The arm of a sample of which exactly one holds; null where the task has no arms. */
  static String of(Plan plan, Sample sample) {
    return plan.task().arms().isEmpty() ? null : holding(plan, sample).get(0);
  }

  private static List<String> holding(Plan plan, Sample sample) {
    return plan.task().arms().entrySet().stream()
        .filter(arm -> sample.countAtTrigger(plan.table().number(arm.getValue())) > 0)
        .map(Map.Entry::getKey)
        .toList();
  }
}

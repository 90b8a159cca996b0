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

  /** The only arm that holds; null where the task has no arms, or none or several hold. */
  static String single(Plan plan, Sample sample) {
    List<String> holding = sample.isReached() ? holding(plan, sample) : List.of();
    return holding.size() == 1 ? holding.get(0) : null;
  }

  private static List<String> holding(Plan plan, Sample sample) {
    return plan.task().arms().entrySet().stream()
        .filter(arm -> sample.countAtTrigger(plan.table().number(arm.getValue())) > 0)
        .map(Map.Entry::getKey)
        .toList();
  }
}

package org.medley.features.cohort;

import static org.apache.spark.sql.functions.lit;

import java.util.ArrayList;
import java.util.List;
import org.apache.spark.sql.Column;

/** The codes that the label of a task counts. */
public final class TargetCodes {
  private TargetCodes() {}

  /**
   * Returns whether the column {@code code} is one that the label's predicate counts, or one that
   * it is derived from, descendants included where the task says so. A code with limits of its
   * value counts whatever the value.
   */
  public static Column of(Task task) {
    List<CodeMatch> matches = new ArrayList<>();
    task.labelWindow().ifPresent(window -> add(task, window.label(), matches));
    return matches.stream()
        .map(CodeColumns::matches)
        .reduce(Column::or)
        .orElseGet(() -> lit(false));
  }

  private static void add(Task task, String name, List<CodeMatch> matches) {
    Predicate predicate = task.predicates().get(name);
    if (predicate instanceof Predicate.Plain plain) {
      matches.add(plain.code());
    } else if (predicate instanceof Predicate.Derived derived) {
      derived.expression().names().forEach(part -> add(task, part, matches));
    }
  }
}

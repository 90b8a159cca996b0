package org.medley.features.cohort;

import java.io.Serializable;
import java.util.List;

/**
 * What must be observed, and what ends the risk.
 *
 * @param minBefore least observation before the index time; zero: none
 * @param competing predicates whose occurrence before the outcome makes it a known non-event
 */
public record ObservationRule(Span minBefore, List<String> competing) implements Serializable {
  /** No more than that the index time is observed. */
  public static final ObservationRule NONE = new ObservationRule(Span.ZERO, List.of());

  /** Checks the rule. */
  public ObservationRule {
    competing = List.copyOf(competing);
    if (minBefore.isNegative()) {
      throw new IllegalArgumentException("the observation before the index is negative");
    }
  }
}

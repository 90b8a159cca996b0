package org.medley.features.cohort;

import java.io.Serializable;

/**
 * An outcome that is looked for after the prediction time, beside the label.
 *
 * @param outcome what it is called
 * @param predicate whose first occurrence it is
 * @param within how long after the prediction time, at its end included
 */
public record FollowUp(String outcome, String predicate, Span within) implements Serializable {
  /** Checks the span. */
  public FollowUp {
    if (within.isNegative() || within.isZero()) {
      throw new IllegalArgumentException("the time after the prediction is not positive");
    }
  }
}

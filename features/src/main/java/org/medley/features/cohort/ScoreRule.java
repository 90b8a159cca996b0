package org.medley.features.cohort;

import java.io.Serializable;
import java.time.Duration;

/** Who is scored, and from when. */
public sealed interface ScoreRule extends Serializable {
  /** Every subject who meets the input rules at the as-of date; needs a trigger of landmarks. */
  record AsOf() implements ScoreRule {}

  /** Triggers whose index time lies at most {@code within} before the as-of date. */
  record AtTrigger(Duration within) implements ScoreRule {
    /** Checks the span. */
    public AtTrigger {
      if (within.isNegative() || within.isZero()) {
        throw new IllegalArgumentException("the span before the as-of date is not positive");
      }
    }
  }
}

package org.medley.features.cohort;

import java.io.Serializable;

/**
 * Limits of a numeric value; a statement without number is outside any range.
 *
 * @param min lower limit; null: none
 * @param minInclusive whether {@code min} itself is inside
 * @param max upper limit; null: none
 * @param maxInclusive whether {@code max} itself is inside
 */
public record ValueRange(Double min, boolean minInclusive, Double max, boolean maxInclusive)
    implements Serializable {
  /** Checks the limits. */
  public ValueRange {
    if (min == null && max == null) {
      throw new IllegalArgumentException("the range of values has neither lower nor upper limit");
    }
    if (min != null && max != null && min > max) {
      throw new IllegalArgumentException("the lower limit " + min + " exceeds the upper " + max);
    }
  }

  /** Whether {@code value}, which is a number, is inside. */
  boolean holds(double value) {
    boolean above = min == null || value > min || (minInclusive && value == min);
    return above && (max == null || value < max || (maxInclusive && value == max));
  }

  /** The range in words. */
  public String words() {
    String lower = min == null ? "" : (minInclusive ? "at least " : "above ") + min;
    String upper = max == null ? "" : (maxInclusive ? "at most " : "below ") + max;
    return lower.isEmpty() || upper.isEmpty() ? lower + upper : lower + " and " + upper;
  }
}

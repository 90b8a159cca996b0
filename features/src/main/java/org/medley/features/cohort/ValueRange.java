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
}

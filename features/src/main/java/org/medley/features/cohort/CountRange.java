package org.medley.features.cohort;

import java.io.Serializable;

/**
 * How often a predicate must occur in a window, both limits included.
 *
 * @param min at least; null: no lower limit
 * @param max at most; null: no upper limit
 */
public record CountRange(Integer min, Integer max) implements Serializable {
  /** Checks the limits. */
  public CountRange {
    if (min == null && max == null) {
      throw new IllegalArgumentException("(None, None) limits nothing");
    }
    if ((min != null && min < 0) || (max != null && max < 0)) {
      throw new IllegalArgumentException("a count is not negative");
    }
    if (min != null && max != null && min > max) {
      throw new IllegalArgumentException("the lower limit " + min + " exceeds the upper " + max);
    }
  }

  /** Whether {@code count} is not below the lower limit. */
  public boolean enough(int count) {
    return min == null || count >= min;
  }

  /** Whether {@code count} is above the upper limit. */
  public boolean tooMany(int count) {
    return max != null && count > max;
  }

  @Override
  public String toString() {
    if (min == null) {
      return max == 0 ? "none" : "at most " + max;
    }
    if (max == null) {
      return "at least " + min;
    }
    return min.equals(max) ? "exactly " + min : min + " to " + max;
  }
}

package org.medley.features.covariate;

import java.util.OptionalDouble;

/**
 * Where the values of healthy adults lie.
 *
 * @param code {@code SYSTEM//CODE}
 * @param unit UCUM unit of the limits: values in another unit are neither above nor below
 * @param low lowest value within; empty: none
 * @param high highest value within; empty: none
 */
public record ReferenceRange(String code, String unit, OptionalDouble low, OptionalDouble high) {
  /** Checks that there is a limit and that they are in order. */
  public ReferenceRange {
    boolean unordered = low.orElse(Double.NEGATIVE_INFINITY) > high.orElse(Double.MAX_VALUE);
    if (unordered || (low.isEmpty() && high.isEmpty())) {
      throw new IllegalArgumentException(
          "The reference range of " + code + " has no limit, or a low one above the high one.");
    }
  }
}

package org.medley.features.safety;

import java.util.Map;
import java.util.OptionalDouble;
import java.util.Set;

/**
 * Something that is measured.
 *
 * @param name what rules call it
 * @param label what people call it
 * @param codes each {@code SYSTEM//CODE} of its measurements
 * @param unit the unit in which rules see it
 * @param factors by unit of a measurement, what its number is multiplied by
 * @param upperLimit upper limit of what is normal; empty: none is known
 */
public record Analyte(
    String name,
    String label,
    Set<String> codes,
    String unit,
    Map<String, Double> factors,
    OptionalDouble upperLimit) {
  /** Copies the collections. */
  public Analyte {
    codes = Set.copyOf(codes);
    factors = Map.copyOf(factors);
  }
}

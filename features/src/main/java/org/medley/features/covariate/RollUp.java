package org.medley.features.covariate;

import java.util.List;
import java.util.Map;

/**
 * Codes count for their ancestors too.
 *
 * @param ancestors the ancestors of codes that a site states, each {@code SYSTEM//CODE}; those of
 *     ICD-9-CM, ICD-10 and ATC codes follow from the codes themselves
 */
public record RollUp(Map<String, List<String>> ancestors) {
  /** Copies the map. */
  public RollUp {
    ancestors = Map.copyOf(ancestors);
  }
}

package org.medley.features.cohort;

import java.io.Serializable;
import java.util.Set;

/**
 * Codes that mean one thing.
 *
 * @param name the set's name, as tasks refer to it
 * @param codes each as {@code SYSTEM//CODE}; at least one
 */
public record CodeSet(String name, Set<String> codes) implements Serializable {
  /** Checks the set. */
  public CodeSet {
    codes = Set.copyOf(codes);
    if (codes.isEmpty()) {
      throw new IllegalArgumentException("code set '" + name + "' holds no code");
    }
  }
}

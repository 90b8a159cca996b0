package org.medley.features.safety;

import java.util.List;

/**
 * Substances to which one allergy may extend. The ingredients that have a class of this name are
 * members.
 *
 * @param name the name of the group
 * @param codes each {@code SYSTEM//CODE} of an allergy to the group, with all below
 * @param names words by which an allergy names it, in lower case
 */
public record AllergyGroup(String name, List<String> codes, List<String> names) {
  /** Copies the lists. */
  public AllergyGroup {
    codes = List.copyOf(codes);
    names = List.copyOf(names);
  }
}

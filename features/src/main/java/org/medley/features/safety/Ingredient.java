package org.medley.features.safety;

import java.util.List;
import java.util.Set;

/**
 * A substance that drugs hold.
 *
 * @param name what rules call it, in lower case
 * @param codes each {@code SYSTEM//CODE} that stands for it, with all below
 * @param names words by which products and allergies name it, in lower case
 * @param classes classes of drugs and groups of cross-reacting substances that it is of
 */
public record Ingredient(String name, List<String> codes, List<String> names, Set<String> classes) {
  /** The most words that a name may have, to be found among others. */
  public static final int MOST_WORDS = 4;

  /** Copies the lists. */
  public Ingredient {
    codes = List.copyOf(codes);
    names = List.copyOf(names);
    classes = Set.copyOf(classes);
  }
}

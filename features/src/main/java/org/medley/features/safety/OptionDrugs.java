package org.medley.features.safety;

import java.util.Set;

/**
 * What an option of a decision stands for.
 *
 * @param name the option
 * @param ingredients names of ingredients, as the rules call them
 * @param codes each {@code SYSTEM//CODE} of an ingredient, or of products whose ingredients the
 *     data tell; all below them count
 */
public record OptionDrugs(String name, Set<String> ingredients, Set<String> codes) {
  /** Copies the collections. */
  public OptionDrugs {
    ingredients = Set.copyOf(ingredients);
    codes = Set.copyOf(codes);
  }

  /** Whether it stands for no drug, such as waiting; no rule then applies. */
  public boolean isEmpty() {
    return ingredients.isEmpty() && codes.isEmpty();
  }
}

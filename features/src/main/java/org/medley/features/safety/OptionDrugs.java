package org.medley.features.safety;

import java.util.List;
import java.util.Set;
import org.medley.features.cohort.CodeMatch;

/**
 * What an option of a decision stands for.
 *
 * @param name the option
 * @param ingredients names of ingredients, as the rules call them
 * @param codes codes of drugs; those of the data tell which ingredients they hold
 */
public record OptionDrugs(String name, Set<String> ingredients, List<CodeMatch> codes) {
  /** Copies the collections. */
  public OptionDrugs {
    ingredients = Set.copyOf(ingredients);
    codes = List.copyOf(codes);
  }
}

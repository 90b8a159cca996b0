package org.medley.features.safety;

import java.util.Set;

/**
 * When a drug is current: it began and its stated end has not passed; without a stated end, it
 * began at most so many days ago.
 *
 * @param days for most drugs
 * @param shortDays for ingredients that are taken for a short time
 * @param shortIngredients their names
 * @param givenDays for what was given once, as in a hospital
 */
public record CurrentRule(int days, int shortDays, Set<String> shortIngredients, int givenDays) {
  /** Copies the names. */
  public CurrentRule {
    shortIngredients = Set.copyOf(shortIngredients);
  }
}

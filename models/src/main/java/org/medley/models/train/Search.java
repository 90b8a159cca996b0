package org.medley.models.train;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * Which candidates are tried, and how.
 *
 * @param grids values by setting, by family; settings that are not named have their standard values
 * @param budget most candidates; of more, each family's first is tried and the rest is drawn
 * @param balance weights of the classes while fitting
 * @param nested whether the choice itself is validated, in outer folds that it never sees
 * @param eventsPerCovariate training is refused below this; 0: it is only remarked on
 */
public record Search(
    Map<String, Map<String, List<Double>>> grids,
    int budget,
    Balance balance,
    boolean nested,
    double eventsPerCovariate) {
  /** Candidates of a task that names no number. */
  public static final int BUDGET = 100;

  /** Weights of the classes. */
  public enum Balance {
    /** As they are. */
    NONE,
    /** Either class weighs as much as the other; calibration gives the level back. */
    BALANCED
  }

  /** Copies the grids. */
  public Search {
    Map<String, Map<String, List<Double>>> copy = new LinkedHashMap<>();
    grids.forEach((family, grid) -> copy.put(family, new LinkedHashMap<>(grid)));
    grids = java.util.Collections.unmodifiableMap(copy);
    if (budget < 1 || !(eventsPerCovariate >= 0)) {
      throw new IllegalArgumentException(
          "A search needs a budget of at least one and no negative number of events.");
    }
  }

  /** The standard candidates of each family. */
  public static Search standard() {
    return new Search(Map.of(), BUDGET, Balance.NONE, false, 0);
  }
}

package org.medley.features.comorbidity;

import java.util.List;

/**
 * An index of comorbidity.
 *
 * @param name {@code charlson} or {@code elixhauser}
 * @param categories in the order of the data
 */
public record ComorbidityIndex(String name, List<ComorbidityCategory> categories) {
  /** Checks that all categories know the same weight sets and that graver ones exist. */
  public ComorbidityIndex {
    categories = List.copyOf(categories);
    List<String> names = categories.stream().map(ComorbidityCategory::name).toList();
    for (ComorbidityCategory category : categories) {
      if (!category.weights().keySet().equals(categories.get(0).weights().keySet())
          || !names.containsAll(category.notWith().stream().toList())) {
        throw new IllegalArgumentException(
            "The data of the index " + name + " disagree about " + category.name() + ".");
      }
    }
  }

  /** Returns the names of the weight sets, sorted. */
  public List<String> weightSets() {
    return categories.get(0).weights().keySet().stream().sorted().toList();
  }
}

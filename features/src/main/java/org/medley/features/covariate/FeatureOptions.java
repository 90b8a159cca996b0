package org.medley.features.covariate;

import java.util.List;
import java.util.Map;

/**
 * What a task may ask for beyond families and windows.
 *
 * @param aggregates the aggregates wanted of a family, by its name; a family that is not named
 *     gives all it has
 * @param ranges reference ranges of measured codes, one for each code at most
 */
public record FeatureOptions(Map<String, List<String>> aggregates, List<ReferenceRange> ranges) {
  /** All aggregates; no reference ranges. */
  public static final FeatureOptions STANDARD = new FeatureOptions(Map.of(), List.of());

  /** Checks that families and aggregates exist and that no code has two ranges. */
  public FeatureOptions {
    aggregates = Map.copyOf(aggregates);
    ranges = List.copyOf(ranges);
    aggregates.forEach(
        (family, wanted) -> {
          List<String> all = CovariateFamilies.aggregates(family);
          if (!all.containsAll(wanted)) {
            throw new IllegalArgumentException(
                "The family " + family + " has the aggregates " + all + "; found " + wanted + ".");
          }
        });
    if (ranges.stream().map(ReferenceRange::code).distinct().count() < ranges.size()) {
      throw new IllegalArgumentException("A code has two reference ranges.");
    }
  }

  boolean wants(CovariateFamily family, Covariate covariate) {
    List<String> wanted = aggregates.get(family.name());
    return wanted == null || wanted.contains(covariate.aggregate());
  }
}

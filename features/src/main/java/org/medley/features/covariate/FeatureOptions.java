package org.medley.features.covariate;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.medley.features.cohort.CodeMatch;

/**
 * What a task may ask for beyond families and windows.
 *
 * @param aggregates the aggregates wanted of a family, by its name; a family that is not named
 *     gives all it has
 * @param ranges reference ranges of measured codes, one for each code at most
 * @param rollUp codes count for their ancestors too; empty: they do not
 * @param classes code sets that each are one more code, of all events of theirs: a class of drugs,
 *     say, or a group of diagnoses; its code is {@code CODESET//} and the set's name
 * @param missing whether covariates that are missing where absent get an indicator of that
 * @param redundant what becomes of covariates with the same values
 */
public record FeatureOptions(
    Map<String, List<String>> aggregates,
    List<ReferenceRange> ranges,
    Optional<RollUp> rollUp,
    List<CodeMatch.Under> classes,
    MissingIndicators missing,
    Redundant redundant) {
  /** Whether a covariate that is missing for some training members has an indicator of that. */
  public enum MissingIndicators {
    /** None. */
    NONE,
    /** One for each covariate that some training members lack, the same ones only once. */
    ADDED
  }

  /** What becomes of covariates that have the same values for all training members. */
  public enum Redundant {
    /** All of them are in the vocabulary. */
    KEEP,
    /** Only the first by name is. */
    DROP
  }

  /** All aggregates and covariates; no reference ranges, ancestors or indicators. */
  public static final FeatureOptions STANDARD = new FeatureOptions(Map.of(), List.of());

  /** Aggregates and reference ranges alone. */
  public FeatureOptions(Map<String, List<String>> aggregates, List<ReferenceRange> ranges) {
    this(aggregates, ranges, Optional.empty(), MissingIndicators.NONE);
  }

  /** Options without classes that keep redundant covariates. */
  public FeatureOptions(
      Map<String, List<String>> aggregates,
      List<ReferenceRange> ranges,
      Optional<RollUp> rollUp,
      MissingIndicators missing) {
    this(aggregates, ranges, rollUp, List.of(), missing, Redundant.KEEP);
  }

  /** Checks that families and aggregates exist and that no code has two ranges. */
  public FeatureOptions {
    aggregates = Map.copyOf(aggregates);
    ranges = List.copyOf(ranges);
    classes = List.copyOf(classes);
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

  /** The same with other classes, as where more descendants of theirs are known. */
  public FeatureOptions withClasses(List<CodeMatch.Under> others) {
    return new FeatureOptions(aggregates, ranges, rollUp, others, missing, redundant);
  }

  /** Whether events count for other codes than their own. */
  public boolean adds() {
    return rollUp.isPresent() || !classes.isEmpty();
  }

  boolean wants(CovariateFamily family, Covariate covariate) {
    List<String> wanted = aggregates.get(family.name());
    return wanted == null || wanted.contains(covariate.aggregate());
  }
}

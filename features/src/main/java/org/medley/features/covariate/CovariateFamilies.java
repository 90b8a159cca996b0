package org.medley.features.covariate;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;

/** The registry of covariate families: a new family is one class and one line here. */
public final class CovariateFamilies {
  private static final Map<String, CovariateFamily> BY_NAME =
      register(
          new Demographics(),
          new CodeCovariates(),
          new Measurements(),
          new Drugs(),
          new Comorbidity(),
          new Utilisation(),
          new Questionnaires(),
          new Genomic());

  private CovariateFamilies() {}

  /** Returns the names of all families, in the order of the registry. */
  public static List<String> names() {
    return List.copyOf(BY_NAME.keySet());
  }

  /**
   * Returns the family called {@code name}.
   *
   * @throws IllegalArgumentException if there is none; the message lists those there are
   */
  public static CovariateFamily named(String name) {
    return Optional.ofNullable(BY_NAME.get(name))
        .orElseThrow(
            () ->
                new IllegalArgumentException(
                    "There is no covariate family '" + name + "'; there are " + names() + "."));
  }

  /**
   * Returns the names of the aggregates that a family has, sorted.
   *
   * @throws IllegalArgumentException if there is no such family
   */
  public static List<String> aggregates(String family) {
    CovariateFamily named = named(family);
    return Stream.concat(named.atIndex().stream(), named.within(LookbackWindow.FULL).stream())
        .map(Covariate::aggregate)
        .distinct()
        .sorted()
        .toList();
  }

  private static Map<String, CovariateFamily> register(CovariateFamily... families) {
    Map<String, CovariateFamily> byName = new LinkedHashMap<>();
    Stream.of(families)
        .forEach(
            family -> {
              if (byName.put(family.name(), family) != null) {
                throw new IllegalStateException("Two families are called " + family.name() + ".");
              }
            });
    return byName;
  }
}

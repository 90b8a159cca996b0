package org.medley.jobs.pharmacogene.phenotype;

import java.io.Serializable;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.regex.Pattern;

/**
 * The phenotype table of one gene: rows by the alleles of a diplotype, and rules by their functions
 * where there is no such row.
 *
 * @param gene symbol
 * @param version of the release that the table is from
 * @param alleles what each allele does, by its name
 * @param diplotypes outcomes by the alleles of a diplotype, see {@link #key}
 * @param rules outcomes by their functions, see {@link AlleleFunction#key}
 */
record GenePhenotypes(
    String gene,
    String version,
    Map<String, AlleleFunction> alleles,
    Map<String, Outcome> diplotypes,
    Map<String, Outcome> rules)
    implements Serializable {
  private static final Pattern NUMBER = Pattern.compile("[0-9]+(\\.[0-9]+)?");

  /** What the diplotype of {@code names}, or of one name where there is but one, comes to. */
  Optional<Outcome> outcome(List<String> names) {
    Outcome row = diplotypes.get(key(names));
    if (row != null) {
      return Optional.of(row);
    }
    List<String> keys = new ArrayList<>();
    for (String name : names) {
      if (!alleles.containsKey(name)) {
        return Optional.empty();
      }
      keys.add(alleles.get(name).key());
    }
    return Optional.ofNullable(rules.get(key(keys)));
  }

  /** Whether scores, and not phenotypes, are what guidelines go by. */
  boolean hasActivityScores() {
    return alleles.values().stream().anyMatch(allele -> number(allele.activity()).isPresent());
  }

  /** The scores that {@code phenotype} may have. */
  List<String> scoresOf(String phenotype) {
    List<Outcome> outcomes = new ArrayList<>(diplotypes.values());
    outcomes.addAll(rules.values());
    return outcomes.stream()
        .filter(outcome -> phenotype.equals(outcome.phenotype()) && outcome.activityScore() != null)
        .map(Outcome::activityScore)
        .distinct()
        .sorted()
        .toList();
  }

  /** The phenotype that has {@code score}; empty if none, or more than one, has. */
  Optional<String> phenotypeOf(String score) {
    List<Outcome> outcomes = new ArrayList<>(diplotypes.values());
    outcomes.addAll(rules.values());
    List<String> phenotypes =
        outcomes.stream()
            .filter(outcome -> score.equals(outcome.activityScore()))
            .map(Outcome::phenotype)
            .distinct()
            .toList();
    return phenotypes.size() == 1 ? Optional.of(phenotypes.get(0)) : Optional.empty();
  }

  /** The activity value of the allele {@code name}; empty if it is not known to be a number. */
  OptionalDouble activity(String name) {
    AlleleFunction allele = alleles.get(name);
    return allele == null ? OptionalDouble.empty() : number(allele.activity());
  }

  /** The number that {@code activity} is; empty if it is none, or null. */
  static OptionalDouble number(String activity) {
    return activity != null && NUMBER.matcher(activity).matches()
        ? OptionalDouble.of(Double.parseDouble(activity))
        : OptionalDouble.empty();
  }

  /** One text for {@code names} in any order. */
  static String key(Collection<String> names) {
    return String.join("/", names.stream().sorted().toList());
  }
}

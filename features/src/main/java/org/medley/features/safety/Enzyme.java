package org.medley.features.safety;

import java.util.List;
import java.util.Set;

/**
 * How drugs change the phenotype of a gene of metabolism: a strong inhibitor leaves no activity, a
 * moderate one half of it (Cicali et al., Clinical and Translational Science 2021;14:1288).
 *
 * @param gene symbol
 * @param strong names of strong inhibitors
 * @param moderate names of moderate inhibitors
 * @param bands phenotypes from the lowest activity up
 */
public record Enzyme(String gene, Set<String> strong, Set<String> moderate, List<Band> bands) {
  /**
   * A phenotype.
   *
   * @param phenotype in lower case
   * @param upTo the highest activity score that gives it
   */
  public record Band(String phenotype, double upTo) {}

  /** Copies the collections. */
  public Enzyme {
    strong = Set.copyOf(strong);
    moderate = Set.copyOf(moderate);
    bands = List.copyOf(bands);
  }
}

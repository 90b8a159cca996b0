package org.medley.jobs.pharmacogene.phenotype;

import java.util.Map;
import java.util.Optional;
import org.medley.jobs.pharmacogene.match.Diplotype;

/**
 * How the Dutch Pharmacogenetics Working Group names what a diplotype of DPYD comes to: it gives
 * values to few variants, and asks for a test of the enzyme where two of them are there.
 */
public final class DpwgDpyd {
  private static final String GENE = "DPYD";
  private static final String REFERENCE = "Reference";
  private static final double NORMAL = 1;
  private static final Map<String, Double> VALUES =
      Map.of(
          REFERENCE,
          NORMAL,
          "c.1129-5923C>G, c.1236G>A (HapB3)",
          0.5,
          "c.1679T>G (*13)",
          0.0,
          "c.1905+1G>A (*2A)",
          0.0,
          "c.2846A>T",
          0.5);

  private DpwgDpyd() {}

  /** Whether the group gives a value to the allele {@code name}. */
  static boolean knows(String name) {
    return VALUES.containsKey(name);
  }

  /**
   * The group's name for {@code diplotype}, such as 1.5 (Intermediate Metabolizer); empty where it
   * has none for an allele. A variant that it does not know but CPIC has as normal counts as
   * reference.
   */
  public static Optional<String> key(Diplotype diplotype, Phenotypes phenotypes) {
    double sum = 0;
    boolean reference = false;
    for (var haplotype : diplotype.haplotypes()) {
      String name = known(haplotype.label(), phenotypes);
      if (name == null) {
        return Optional.empty();
      }
      sum += VALUES.get(name);
      reference |= name.equals(REFERENCE);
    }
    return Optional.of(sum + " (" + meaning(sum, reference) + ")");
  }

  private static String known(String name, Phenotypes phenotypes) {
    if (VALUES.containsKey(name)) {
      return name;
    }
    return phenotypes.activity(GENE, name).orElse(0) == NORMAL ? REFERENCE : null;
  }

  private static String meaning(double sum, boolean reference) {
    if (sum == 2 * NORMAL) {
      return "Normal Metabolizer";
    }
    if (reference) {
      return "Intermediate Metabolizer";
    }
    return sum == 0 ? "Poor Metabolizer" : "Phenotyping";
  }
}

package org.medley.jobs.pharmacogene.phenotype;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Set;
import org.medley.jobs.pharmacogene.definition.AlleleNames;
import org.medley.jobs.pharmacogene.match.Diplotype;
import org.medley.jobs.pharmacogene.match.GeneMatch;
import org.medley.jobs.pharmacogene.match.Haplotype;

/**
 * The diplotypes by which phenotypes and recommendations are looked up: those that were found,
 * except for DPYD and RYR1, where of all variants on a strand the most harmful one counts.
 */
public final class LookupDiplotypes {
  private static final String REFERENCE = "Reference";
  private static final Set<String> MOST_HARMFUL_COUNTS = Set.of("DPYD", "RYR1");
  private static final String HARMFUL = "malignant hyperthermia associated";

  private final String gene;
  private final Phenotypes phenotypes;

  /** Of {@code gene} by the functions in {@code phenotypes}. */
  public LookupDiplotypes(String gene, Phenotypes phenotypes) {
    this.gene = gene;
    this.phenotypes = phenotypes;
  }

  /** The diplotypes to look {@code match} up by; none if the gene is not called. */
  public List<Diplotype> of(GeneMatch match) {
    if (!MOST_HARMFUL_COUNTS.contains(gene) || !match.called()) {
      return match.diplotypes();
    }
    return match.listed().isEmpty()
        ? List.of(mostHarmful(match.diplotypes()))
        : List.of(mostHarmfulOf(match.listed()));
  }

  private Diplotype mostHarmful(List<Diplotype> diplotypes) {
    return diplotypes.stream()
        .map(
            diplotype ->
                Diplotype.of(mostHarmful(diplotype.first()), mostHarmful(diplotype.second())))
        .min(
            Comparator.<Diplotype>comparingDouble(
                    diplotype ->
                        harmlessness(diplotype.first().label())
                            + harmlessness(diplotype.second().label()))
                .thenComparing(Diplotype.ORDER))
        .orElseThrow();
  }

  private Haplotype mostHarmful(Haplotype haplotype) {
    return haplotype.alleles().stream()
        .min(order())
        .map(Haplotype::of)
        .orElse(Haplotype.of(REFERENCE));
  }

  /** The two most harmful of variants that may lie anywhere. */
  private Diplotype mostHarmfulOf(List<Haplotype> listed) {
    List<String> names = new ArrayList<>(listed.stream().map(Haplotype::label).toList());
    while (names.size() < 2) {
      names.add(REFERENCE);
    }
    names.sort(order());
    return Diplotype.of(Haplotype.of(names.get(0)), Haplotype.of(names.get(1)));
  }

  private Comparator<String> order() {
    return Comparator.comparingDouble(this::harmlessness)
        .thenComparing(name -> !DpwgDpyd.knows(name))
        .thenComparing(AlleleNames.ORDER);
  }

  /** The activity of an allele of DPYD; of RYR1 0 if it is harmful and 1 if not. */
  private double harmlessness(String name) {
    String function = phenotypes.function(gene, name);
    if (HARMFUL.equalsIgnoreCase(function)) {
      return 0;
    }
    return phenotypes.activity(gene, name).orElse(1);
  }
}

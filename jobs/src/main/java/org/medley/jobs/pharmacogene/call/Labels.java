package org.medley.jobs.pharmacogene.call;

import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import org.medley.jobs.pharmacogene.match.Diplotype;
import org.medley.jobs.pharmacogene.match.GeneMatch;
import org.medley.jobs.pharmacogene.match.Haplotype;

/** How the diplotypes of a match are written. */
final class Labels {
  private static final Set<String> BY_VARIANT = Set.of("CACNA1S", "RYR1");
  private static final String REFERENCE = "Reference";

  private Labels() {}

  /** The diplotypes, or each variant of a list with a word where it is on both strands. */
  static List<String> of(String gene, GeneMatch match) {
    Set<String> labels = new LinkedHashSet<>();
    match.diplotypes().forEach(diplotype -> labels.add(label(gene, diplotype)));
    for (Haplotype haplotype : match.listed()) {
      boolean twice = Collections.frequency(match.listed(), haplotype) > 1;
      labels.add(haplotype.label() + (twice ? " (homozygous)" : ""));
    }
    return new ArrayList<>(labels);
  }

  /** Of genes that are spoken of by variants, one beside the reference is heterozygous. */
  private static String label(String gene, Diplotype diplotype) {
    boolean carrier =
        BY_VARIANT.contains(gene)
            && diplotype.second() != null
            && diplotype.first().label().equals(REFERENCE)
            && !diplotype.second().label().equals(REFERENCE);
    return carrier ? diplotype.second().label() + " (heterozygous)" : diplotype.label();
  }
}

package org.medley.jobs.pharmacogene.match;

import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import org.medley.jobs.pharmacogene.definition.GeneDefinition;
import org.medley.jobs.pharmacogene.definition.Position;

/**
 * Alleles at a gene's positions that its definition does not know. Genes that are looked at for
 * known harmful variants read them as the reference; all others are not called.
 */
final class UndocumentedBases {
  private static final Set<String> READ_AS_REFERENCE =
      Set.of("CACNA1S", "DPYD", "G6PD", "NUDT15", "RYR1", "TPMT");

  private final GeneDefinition definition;

  UndocumentedBases(GeneDefinition definition) {
    this.definition = definition;
  }

  /** Names of the positions where {@code vector} has such an allele. */
  List<String> in(GenotypeVector vector) {
    List<String> labels = new ArrayList<>();
    for (int i = 0; i < definition.positions().size(); i++) {
      Position position = definition.positions().get(i);
      SiteCall call = vector.calls().get(i);
      if (isUndocumented(position, call.first()) || isUndocumented(position, call.second())) {
        labels.add(position.label());
      }
    }
    return labels;
  }

  /** Whether the gene reads them as reference. */
  boolean areRead(MatchSettings settings) {
    String gene = definition.gene();
    return READ_AS_REFERENCE.contains(gene)
        && (LowestFunctionMatcher.matches(gene) || !settings.combinations());
  }

  /** {@code vector} with the reference in their place. */
  GenotypeVector asReference(GenotypeVector vector) {
    List<SiteCall> calls = new ArrayList<>(vector.calls());
    for (int i = 0; i < definition.positions().size(); i++) {
      SiteCall call = calls.get(i);
      Position position = definition.positions().get(i);
      calls.set(
          i,
          new SiteCall(
              read(position, call.first()),
              read(position, call.second()),
              call.haploid(),
              call.phased(),
              call.phaseSet()));
    }
    return new GenotypeVector(calls);
  }

  private static String read(Position position, String bases) {
    return isUndocumented(position, bases) ? position.reference() : bases;
  }

  /**
   * Whether {@code bases} are neither the reference nor an alternate. A single base where every
   * alternate has several is no variation of the kind that the position is about; it is let alone
   * and agrees with no allele.
   */
  private static boolean isUndocumented(Position position, String bases) {
    return bases != null
        && !position.documents(bases)
        && (bases.length() > 1
            || position.alternates().stream().anyMatch(alternate -> alternate.length() == 1));
  }
}

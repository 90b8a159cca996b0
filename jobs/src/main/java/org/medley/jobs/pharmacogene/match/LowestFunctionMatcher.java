package org.medley.jobs.pharmacogene.match;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.medley.jobs.pharmacogene.definition.AlleleNames;
import org.medley.jobs.pharmacogene.definition.GeneDefinition;

/**
 * Matches genes where the variant of lowest function counts and alleles are single variants, which
 * may lie together: DPYD and RYR1. What can be put on strands is; else each variant is listed.
 */
final class LowestFunctionMatcher {
  private static final Set<String> GENES = Set.of("DPYD", "RYR1");
  private static final int STRANDS = 2;

  private final GeneDefinition definition;
  private final AlleleTable table;
  private final Strands strands;
  private final Optional<HapB3> hapB3;
  private final List<String> notes;

  LowestFunctionMatcher(
      GeneDefinition definition, AlleleTable table, Strands strands, List<String> notes) {
    this.definition = definition;
    this.table = table;
    this.strands = strands;
    this.notes = new ArrayList<>(notes);
    hapB3 = HapB3.of(definition, strands);
  }

  /** Whether {@code gene} is one of these. */
  static boolean matches(String gene) {
    return GENES.contains(gene);
  }

  /** The answer, which is never that the gene is not called but for too many arrangements. */
  GeneMatch match() {
    if (!strands.effectivelyPhased() && !strands.usesPhaseSets()) {
      return listed();
    }
    if (hapB3.isEmpty() || !hapB3.get().anyVariant()) {
      List<Diplotype> exact = strands.effectivelyPhased() ? exact() : List.of();
      if (!exact.isEmpty()) {
        return GeneMatch.of(exact, notes);
      }
    }
    if (strands.units() > CombinationMatcher.MAX_UNITS) {
      return GeneMatch.notCalled(NamedAlleleMatcher.TOO_MANY_UNITS, notes);
    }
    StrandRule rule = hapB3.isPresent() ? hapB3.get() : StrandRule.NONE;
    List<Diplotype> combined = new CombinationMatcher(definition, table, strands, rule).match();
    return GeneMatch.of(combined, withNotesOnHapB3());
  }

  private List<Diplotype> exact() {
    List<PairMatcher.Pair> pairs = new PairMatcher(strands, table.filled(strands)).all();
    return NamedAlleleMatcher.diplotypes(definition, PairMatcher.best(pairs));
  }

  private GeneMatch listed() {
    List<String> hapB3Alleles = hapB3.map(HapB3::unphased).orElse(List.of());
    List<String> names = new ArrayList<>();
    for (Candidate candidate : candidates()) {
      names.add(candidate.name());
      if (candidate.onBothStrands()) {
        names.add(candidate.name());
      }
    }
    names.addAll(hapB3Alleles);
    if (names.size() > STRANDS) {
      names.removeIf(definition.reference().name()::equals);
    }
    names.sort(AlleleNames.ORDER);
    return GeneMatch.list(names.stream().map(Haplotype::of).toList(), withNotesOnHapB3());
  }

  private List<Candidate> candidates() {
    return table.unfilled(strands, allele -> hapB3.isEmpty() || !hapB3.get().decides(allele));
  }

  private List<String> withNotesOnHapB3() {
    List<String> all = new ArrayList<>(notes);
    hapB3.ifPresent(rule -> all.addAll(rule.notes()));
    return all;
  }
}

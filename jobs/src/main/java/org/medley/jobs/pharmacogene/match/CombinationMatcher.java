package org.medley.jobs.pharmacogene.match;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import org.medley.jobs.pharmacogene.definition.AlleleNames;
import org.medley.jobs.pharmacogene.definition.GeneDefinition;

/**
 * Diplotypes of combined alleles and single variants: every arrangement of the units is described
 * strand by strand, and none is preferred.
 */
final class CombinationMatcher {
  /** More units than these are not tried: their arrangements are too many to tell anything. */
  static final int MAX_UNITS = 16;

  private static final Comparator<Candidate> LARGEST_FIRST =
      Comparator.comparingInt(Candidate::score)
          .reversed()
          .thenComparing(Candidate::name, AlleleNames.ORDER);

  private final GeneDefinition definition;
  private final Strands strands;
  private final StrandRule rule;
  private final List<Candidate> candidates;

  /** Matches what {@code rule} does not decide. */
  CombinationMatcher(
      GeneDefinition definition, AlleleTable table, Strands strands, StrandRule rule) {
    this.definition = definition;
    this.strands = strands;
    this.rule = rule;
    candidates =
        table.unfilled(
            strands,
            allele -> !allele.reference() && !rule.decides(allele) && !isCompound(allele.name()));
  }

  /** UGT1A1 has names for alleles that lie together, which are combinations themselves. */
  private boolean isCompound(String name) {
    return definition.gene().equals("UGT1A1") && name.contains("+");
  }

  /** Every diplotype, in its order; the strands have at most {@link #MAX_UNITS} units. */
  List<Diplotype> match() {
    Set<Diplotype> diplotypes = new TreeSet<>(Diplotype.ORDER);
    int units = strands.units();
    long all = (1L << units) - 1;
    for (long turns = 0; turns < 1L << Math.max(0, units - 1); turns++) {
      for (Haplotype one : haplotypes(turns)) {
        if (strands.isHaploid()) {
          diplotypes.add(Diplotype.haploid(one));
          continue;
        }
        for (Haplotype other : haplotypes(all ^ turns)) {
          diplotypes.add(Diplotype.of(one, other));
        }
      }
    }
    return new ArrayList<>(diplotypes);
  }

  /** What may lie on the strand of {@code turns}: more than one where alleles exclude another. */
  private Set<Haplotype> haplotypes(long turns) {
    List<Candidate> covered =
        candidates.stream().filter(candidate -> candidate.agreesOn(turns)).toList();
    Set<Haplotype> haplotypes = new LinkedHashSet<>();
    for (List<Candidate> members : covered.size() < 2 ? List.of(covered) : combine(covered)) {
      haplotypes.add(haplotype(members, turns));
    }
    return haplotypes;
  }

  /**
   * Alleles put together that share no position, the larger ones first. One that shares a position
   * with others of its own size alone begins another combination.
   */
  private static List<List<Candidate>> combine(List<Candidate> covered) {
    List<List<Candidate>> combinations = new ArrayList<>();
    for (Candidate next : covered.stream().sorted(LARGEST_FIRST).toList()) {
      boolean placed = false;
      boolean larger = false;
      for (List<Candidate> members : combinations) {
        List<Candidate> overlapping =
            members.stream().filter(member -> member.overlaps(next)).toList();
        larger |= overlapping.stream().anyMatch(member -> member.score() != next.score());
        if (overlapping.isEmpty()) {
          members.add(next);
          placed = true;
        }
      }
      if (!placed && !larger) {
        combinations.add(new ArrayList<>(List.of(next)));
      }
    }
    return combinations;
  }

  private Haplotype haplotype(List<Candidate> members, long turns) {
    List<String> alleles = new ArrayList<>(members.stream().map(Candidate::name).toList());
    rule.alleleOn(turns).ifPresent(alleles::add);
    alleles.sort(AlleleNames.ORDER);
    List<String> variants = new ArrayList<>();
    for (int site = 0; site < strands.size(); site++) {
      String base = strands.baseOn(site, turns);
      boolean explained = rule.decides(strands.position(site)) || isCovered(members, site);
      if (!explained && !strands.position(site).reference().equals(base)) {
        variants.add(
            base == null
                ? "g.%d?".formatted(strands.position(site).position())
                : strands.position(site).nameOf(base));
      }
    }
    return alleles.isEmpty() && variants.isEmpty()
        ? Haplotype.of(definition.reference().name())
        : new Haplotype(alleles, variants);
  }

  private static boolean isCovered(List<Candidate> members, int site) {
    return members.stream().anyMatch(member -> member.covers(site));
  }
}

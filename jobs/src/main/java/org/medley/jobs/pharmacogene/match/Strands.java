package org.medley.jobs.pharmacogene.match;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.medley.jobs.pharmacogene.definition.GeneDefinition;
import org.medley.jobs.pharmacogene.definition.Position;

/**
 * The called positions of a gene and how their alleles may lie on two strands. Heterozygous
 * positions whose phase is known relative to one another form a unit; each unit may be turned
 * around, so that K units leave 2^K strings, and the string that turns all other units is its
 * complement.
 */
final class Strands {
  /** The unit of a position that is the same on both strands. */
  static final int FIXED = -1;

  private static final String NO_SET = "";

  private final List<Position> positions = new ArrayList<>();
  private final List<Integer> numbers = new ArrayList<>();
  private final List<SiteCall> calls = new ArrayList<>();
  private final List<Integer> units = new ArrayList<>();

  /** By number in the definition: number among the called positions, -1 if not called. */
  private final int[] sites;

  private int unitCount;
  private boolean phaseSets;
  private boolean half;
  private boolean haploid;

  private Strands(int positions) {
    sites = new int[positions];
    Arrays.fill(sites, -1);
  }

  /** The strands of the sample with {@code vector}. */
  static Strands of(GeneDefinition definition, GenotypeVector vector) {
    Strands strands = new Strands(definition.positions().size());
    Map<String, Integer> units = new HashMap<>();
    for (int i = 0; i < definition.positions().size(); i++) {
      SiteCall call = vector.calls().get(i);
      if (!call.isAbsent()) {
        strands.sites[i] = strands.size();
        strands.positions.add(definition.positions().get(i));
        strands.numbers.add(i);
        strands.calls.add(call);
        strands.units.add(strands.unit(call, units));
      }
    }
    return strands;
  }

  private int unit(SiteCall call, Map<String, Integer> known) {
    haploid |= call.haploid();
    if (!call.isHeterozygous()) {
      return FIXED;
    }
    half |= call.isHalf();
    if (!call.isHalf() && !call.phased()) {
      return unitCount++;
    }
    String set = call.isHalf() || call.phaseSet() == null ? NO_SET : call.phaseSet();
    phaseSets |= !set.equals(NO_SET);
    return known.computeIfAbsent(set, name -> unitCount++);
  }

  /** Number of called positions. */
  int size() {
    return calls.size();
  }

  /** The called position with number {@code site} among them. */
  Position position(int site) {
    return positions.get(site);
  }

  /** Its number in the definition. */
  int number(int site) {
    return numbers.get(site);
  }

  /** The number among the called positions of the one with {@code number}; -1 if not called. */
  int siteOf(int number) {
    return number < 0 ? -1 : sites[number];
  }

  /** The unit that the position turns with, or {@link #FIXED}. */
  int unit(int site) {
    return units.get(site);
  }

  /** Number of units. */
  int units() {
    return unitCount;
  }

  /** The allele of side 0 or 1, as the call has them; null if it was not called. */
  String base(int site, int side) {
    return side == 0 || haploid ? calls.get(site).first() : calls.get(site).second();
  }

  /** Whether all that is there is {@code bases}. */
  boolean isHomozygous(int site, String bases) {
    return unit(site) == FIXED && bases.equals(calls.get(site).first());
  }

  /** The allele on the strand that takes of each unit the side that its bit in {@code turns} is. */
  String baseOn(int site, long turns) {
    int unit = unit(site);
    return base(site, unit == FIXED ? 0 : (int) (turns >>> unit & 1));
  }

  /** Whether there are two strings at most. */
  boolean effectivelyPhased() {
    return unitCount <= 1;
  }

  /** Whether a heterozygous call is of a phase set. */
  boolean usesPhaseSets() {
    return phaseSets;
  }

  /** Whether a call knows one of two alleles only. */
  boolean hasHalfCalls() {
    return half;
  }

  /** Whether there is one strand only. */
  boolean isHaploid() {
    return haploid;
  }

  /** Whether some calls say that there is one strand and others that there are two. */
  boolean contradictsPloidy() {
    return haploid && unitCount > 0;
  }
}

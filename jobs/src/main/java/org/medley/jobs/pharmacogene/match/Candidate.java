package org.medley.jobs.pharmacogene.match;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.function.Predicate;
import org.medley.jobs.pharmacogene.definition.GeneDefinition;
import org.medley.jobs.pharmacogene.definition.NamedAllele;
import org.medley.jobs.pharmacogene.definition.Position;
import org.medley.jobs.pharmacogene.definition.Wobble;

/** A named allele that a sample may have: which sides of each unit it agrees with. */
final class Candidate {
  private static final int BOTH = 3;

  private final String name;
  private final int score;
  private final List<String> codes;
  private final int[] sides;
  private final List<Integer> wobbles = new ArrayList<>();

  /**
   * A candidate.
   *
   * @param codes for each called position what the allele has there; null where anything agrees
   * @param sides for each unit 1 if its first side agrees, 2 if its second does, 3 if both do
   */
  private Candidate(String name, int score, List<String> codes, int[] sides) {
    this.name = name;
    this.score = score;
    this.codes = codes;
    this.sides = sides;
    for (int site = 0; site < codes.size(); site++) {
      if (codes.get(site) != null && Wobble.isWobble(codes.get(site))) {
        wobbles.add(site);
      }
    }
  }

  /**
   * The alleles that agree with the strands somewhere, blanks read as the reference allele's bases.
   */
  static List<Candidate> filled(GeneDefinition definition, Strands strands) {
    return find(definition, strands, definition.reference(), allele -> true);
  }

  /** The alleles of {@code choice} that agree where they are defined, whatever lies elsewhere. */
  static List<Candidate> unfilled(
      GeneDefinition definition, Strands strands, Predicate<NamedAllele> choice) {
    return find(definition, strands, null, choice);
  }

  private static List<Candidate> find(
      GeneDefinition definition,
      Strands strands,
      NamedAllele filling,
      Predicate<NamedAllele> choice) {
    List<Candidate> found = new ArrayList<>();
    definition.alleles().stream()
        .filter(choice)
        .forEach(allele -> of(allele, strands, filling).ifPresent(found::add));
    return found;
  }

  private static Optional<Candidate> of(NamedAllele allele, Strands strands, NamedAllele filling) {
    List<String> codes = new ArrayList<>(strands.size());
    int[] sides = new int[strands.units()];
    Arrays.fill(sides, BOTH);
    int score = 0;
    for (int site = 0; site < strands.size(); site++) {
      String own = allele.bases().get(strands.number(site));
      score += own == null ? 0 : 1;
      String code = own != null || filling == null ? own : fill(filling, strands, site);
      codes.add(code);
      if (code != null && !narrow(sides, strands, site, code)) {
        return Optional.empty();
      }
    }
    return score == 0
        ? Optional.empty()
        : Optional.of(new Candidate(allele.name(), score, codes, sides));
  }

  private static String fill(NamedAllele filling, Strands strands, int site) {
    String code = filling.bases().get(strands.number(site));
    Position position = strands.position(site);
    return Wobble.isWobble(code) ? position.reference() : code;
  }

  /** Leaves the sides that agree with {@code code}; false if none is left. */
  private static boolean narrow(int[] sides, Strands strands, int site, String code) {
    boolean first = agrees(code, strands.base(site, 0));
    boolean second = agrees(code, strands.base(site, 1));
    int unit = strands.unit(site);
    if (unit == Strands.FIXED) {
      return first;
    }
    sides[unit] &= (first ? 1 : 0) | (second ? 2 : 0);
    return sides[unit] != 0;
  }

  private static boolean agrees(String code, String base) {
    return base != null && Wobble.matches(code, base);
  }

  /** Whether it agrees with {@code unit} on {@code side}, 0 or 1. */
  boolean agrees(int unit, int side) {
    return (sides[unit] >> side & 1) == 1;
  }

  /** Whether it agrees with both strands, however the units are turned. */
  boolean onBothStrands() {
    for (int side : sides) {
      if (side != BOTH) {
        return false;
      }
    }
    return true;
  }

  /** Whether it agrees on the strand of {@code turns}, see {@link Strands#baseOn}. */
  boolean agreesOn(long turns) {
    for (int unit = 0; unit < sides.length; unit++) {
      if (!agrees(unit, (int) (turns >>> unit & 1))) {
        return false;
      }
    }
    return true;
  }

  /** Name of the allele. */
  String name() {
    return name;
  }

  /** Number of called positions that the allele is defined by. */
  int score() {
    return score;
  }

  /** Whether the allele has something to say of the called position {@code site}. */
  boolean covers(int site) {
    return codes.get(site) != null;
  }

  /** The called positions where the allele leaves open which of several bases it has. */
  List<Integer> wobbles() {
    return wobbles;
  }

  /** Whether it and {@code other} have something to say of the same position. */
  boolean overlaps(Candidate other) {
    for (int site = 0; site < codes.size(); site++) {
      if (covers(site) && other.covers(site)) {
        return true;
      }
    }
    return false;
  }
}

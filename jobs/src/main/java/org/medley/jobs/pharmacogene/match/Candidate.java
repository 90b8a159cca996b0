package org.medley.jobs.pharmacogene.match;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.medley.jobs.pharmacogene.definition.NamedAllele;
import org.medley.jobs.pharmacogene.definition.Wobble;

/** A named allele that a sample may have: which sides of each unit it agrees with. */
final class Candidate {
  private static final int BOTH = 3;

  private final NamedAllele allele;
  private final int score;
  private final Strands strands;
  private final List<Integer> wobbles = new ArrayList<>();

  /** For each unit 1 if its first side agrees, 2 if its second does, 3 if both do. */
  private final int[] sides;

  /** A candidate that agrees with everything yet, defined by {@code score} called positions. */
  Candidate(NamedAllele allele, int score, Strands strands) {
    this.allele = allele;
    this.score = score;
    this.strands = strands;
    sides = new int[strands.units()];
    Arrays.fill(sides, BOTH);
  }

  /**
   * Leaves the sides that agree with what the allele has at a called position.
   *
   * @param code bases or a letter of {@link Wobble}
   * @return whether any is left
   */
  boolean narrow(int site, String code) {
    boolean first = agrees(code, strands.base(site, 0));
    int unit = strands.unit(site);
    if (Wobble.isWobble(code) && !wobbles.contains(site)) {
      wobbles.add(site);
    }
    if (unit == Strands.FIXED) {
      return first;
    }
    boolean second = agrees(code, strands.base(site, 1));
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
    return allele.name();
  }

  /** Number of called positions that the allele is defined by. */
  int score() {
    return score;
  }

  /** Whether the allele is defined at the called position {@code site}. */
  boolean covers(int site) {
    return allele.bases().get(strands.number(site)) != null;
  }

  /** The called positions where the allele leaves open which of several bases it has. */
  List<Integer> wobbles() {
    return wobbles;
  }

  /** Whether it and {@code other} are defined at the same called position. */
  boolean overlaps(Candidate other) {
    for (int site = 0; site < strands.size(); site++) {
      if (covers(site) && other.covers(site)) {
        return true;
      }
    }
    return false;
  }
}

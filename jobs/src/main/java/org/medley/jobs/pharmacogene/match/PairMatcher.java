package org.medley.jobs.pharmacogene.match;

import java.util.ArrayList;
import java.util.List;
import java.util.OptionalInt;

/**
 * Pairs of alleles that together explain both strands of a sample, each with the score of its best
 * arrangement.
 */
final class PairMatcher {
  private final Strands strands;
  private final List<Candidate> candidates;

  PairMatcher(Strands strands, List<Candidate> candidates) {
    this.strands = strands;
    this.candidates = candidates;
  }

  /**
   * Two candidates, the same twice for a homozygous sample, or one of a haploid sample and null.
   */
  record Pair(Candidate one, Candidate other, int score) {}

  /** Every pair, or every single candidate of a haploid sample. */
  List<Pair> all() {
    List<Pair> pairs = new ArrayList<>();
    for (int i = 0; i < candidates.size(); i++) {
      Candidate one = candidates.get(i);
      if (strands.isHaploid()) {
        pairs.add(new Pair(one, null, one.score() - fixedReferences(one)));
        continue;
      }
      for (Candidate other : candidates.subList(i, candidates.size())) {
        score(one, other).ifPresent(score -> pairs.add(new Pair(one, other, score)));
      }
    }
    return pairs;
  }

  /** The pairs of the highest score. */
  static List<Pair> best(List<Pair> pairs) {
    int best = pairs.stream().mapToInt(Pair::score).max().orElse(0);
    return pairs.stream().filter(pair -> pair.score() == best).toList();
  }

  /**
   * The score of the best arrangement of the two; empty if there is none. A position where an
   * allele leaves the base open does not count where the strand that it lies on shows the
   * reference; an allele that may lie on either strand beside another one counts it if any of the
   * two strands shows something else.
   */
  private OptionalInt score(Candidate one, Candidate other) {
    int score = one.score() + other.score() - fixedReferences(one) - fixedReferences(other);
    boolean different = one != other;
    boolean oneRoams = different && one.onBothStrands();
    boolean otherRoams = different && other.onBothStrands();
    for (int unit = 0; unit < strands.units(); unit++) {
      int lost = Integer.MAX_VALUE;
      for (int side = 0; side < 2; side++) {
        if (one.agrees(unit, side) && other.agrees(unit, 1 - side)) {
          int here =
              (oneRoams ? 0 : references(one, unit, side))
                  + (otherRoams ? 0 : references(other, unit, 1 - side));
          lost = Math.min(lost, here);
        }
      }
      if (lost == Integer.MAX_VALUE) {
        return OptionalInt.empty();
      }
      score -= lost;
    }
    return OptionalInt.of(score);
  }

  private int fixedReferences(Candidate candidate) {
    return references(candidate, Strands.FIXED, 0);
  }

  /** Open positions of {@code candidate} in {@code unit} where {@code side} shows the reference. */
  private int references(Candidate candidate, int unit, int side) {
    int count = 0;
    for (int site : candidate.wobbles()) {
      if (strands.unit(site) == unit
          && strands.position(site).reference().equals(strands.base(site, side))) {
        count++;
      }
    }
    return count;
  }
}

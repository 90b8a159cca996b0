package org.medley.jobs.pharmacogene.reading;

import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import org.medley.jobs.pharmacogene.match.SiteCall;

/**
 * Puts together the calls of a sample in records that were split, one for each alternate of a site:
 * in each of them the reference stands for all but its own alternate.
 */
final class SplitCalls {
  private static final int PLOIDY = 2;

  private final String reference;

  /** Puts together calls at a site with {@code reference}. */
  SplitCalls(String reference) {
    this.reference = reference;
  }

  /** Both calls in one; {@link SiteCall#ABSENT} where they contradict one another. */
  SiteCall merge(SiteCall one, SiteCall other) {
    if (one.isAbsent() || other.isAbsent()) {
      return one.isAbsent() ? other : one;
    }
    if (one.haploid() || other.haploid()) {
      return one.haploid() && other.haploid() && !clash(one.first(), other.first())
          ? SiteCall.haploid(alternateOf(one.first(), other.first()))
          : SiteCall.ABSENT;
    }
    boolean related =
        one.phased() && other.phased() && Objects.equals(one.phaseSet(), other.phaseSet());
    return related ? phased(one, other) : unphased(one, other);
  }

  private SiteCall phased(SiteCall one, SiteCall other) {
    return clash(one.first(), other.first()) || clash(one.second(), other.second())
        ? SiteCall.ABSENT
        : SiteCall.phased(
            alternateOf(one.first(), other.first()),
            alternateOf(one.second(), other.second()),
            one.phaseSet());
  }

  private SiteCall unphased(SiteCall one, SiteCall other) {
    List<String> alternates = new ArrayList<>(alternates(one));
    alternates.addAll(alternates(other));
    return switch (alternates.size()) {
      case 0 -> SiteCall.unphased(reference, reference);
      case 1 -> alternates(one).isEmpty() ? other : one;
      case PLOIDY -> SiteCall.unphased(alternates.get(0), alternates.get(1));
      default -> SiteCall.ABSENT;
    };
  }

  private boolean clash(String one, String other) {
    return isAlternate(one) && isAlternate(other);
  }

  private String alternateOf(String one, String other) {
    return isAlternate(other) ? other : one;
  }

  private List<String> alternates(SiteCall call) {
    List<String> alternates = new ArrayList<>();
    for (String bases : new String[] {call.first(), call.second()}) {
      if (isAlternate(bases)) {
        alternates.add(bases);
      }
    }
    return alternates;
  }

  private boolean isAlternate(String bases) {
    return bases != null && !bases.equals(reference);
  }
}

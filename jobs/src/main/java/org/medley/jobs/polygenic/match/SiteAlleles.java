package org.medley.jobs.polygenic.match;

import java.util.List;
import java.util.Set;

/**
 * The alleles of a line of VCF by their numbers: the reference is 0, alternates count from 1.
 *
 * @param reference in upper case
 * @param alternates as the line has them, symbolic ones among them, so that numbers stay true
 */
public record SiteAlleles(String reference, List<String> alternates) {
  /** Stands for an allele that no sample carries, since the site has no alternate. */
  public static final int CARRIED_BY_NONE = -1;

  /** Stands for an allele that is not the site's. */
  static final int FOREIGN = -2;

  private static final Set<String> ANY_OTHER = Set.of("<NON_REF>", "<*>");

  /** Alleles with a list of their own. */
  public SiteAlleles {
    alternates = List.copyOf(alternates);
  }

  /** Alleles that the site has, the reference among them. */
  public int size() {
    return alternates.size() + 1;
  }

  /** The number of {@code allele}; {@link #FOREIGN} if the site does not have it. */
  int number(String allele) {
    if (allele.equals(reference)) {
      return 0;
    }
    int at = alternates.indexOf(allele);
    return at < 0 ? FOREIGN : at + 1;
  }

  /** The one alternate of the site; null where there is none or several. */
  String onlyAlternate() {
    List<String> named = named();
    return named.size() == 1 ? named.get(0) : null;
  }

  /** Whether the line states alternates, others than gVCF's stand-in for any. */
  boolean varies() {
    return !named().isEmpty();
  }

  /** Whether there are several. */
  boolean isMultiallelic() {
    return named().size() > 1;
  }

  private List<String> named() {
    return alternates.stream().filter(alternate -> !ANY_OTHER.contains(alternate)).toList();
  }
}

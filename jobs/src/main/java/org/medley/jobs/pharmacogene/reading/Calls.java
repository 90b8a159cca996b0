package org.medley.jobs.pharmacogene.reading;

import java.util.List;
import java.util.Set;
import org.medley.jobs.pharmacogene.match.SiteCall;

/** What a call of a record comes to at a site. */
final class Calls {
  private static final Set<String> MAY_BE_HAPLOID = Set.of("X", "Y", "MT");
  private static final int PLOIDY = 2;

  private Calls() {}

  /**
   * The call at a site of {@code contig}; {@link SiteCall#ABSENT} if it is not known or cannot be
   * trusted: an allele that cannot be read as bases, a heterozygous call of which reads show one
   * allele only, or where there should be two alleles the reference alone.
   *
   * @param alleles bases by allele number, null among them, see {@link Site#allelesOf}
   */
  static SiteCall of(String contig, List<String> alleles, RecordCall call) {
    if (call.genotype() == null) {
      return SiteCall.ABSENT;
    }
    List<Integer> all = call.genotype().alleles();
    List<Integer> numbers = all.subList(0, Math.min(PLOIDY, all.size()));
    for (int number : numbers) {
      if (number != Genotype.MISSING && alleles.get(number) == null) {
        return SiteCall.ABSENT;
      }
    }
    String first = bases(alleles, numbers.get(0));
    if (numbers.size() < PLOIDY) {
      return lone(contig, first, alleles.get(0));
    }
    String second = bases(alleles, numbers.get(1));
    SiteCall read =
        call.genotype().phased()
            ? SiteCall.phased(first, second, call.phaseSet())
            : SiteCall.unphased(first, second);
    return isReferenceAlone(read, alleles.get(0)) || isDoubtful(read, call.depths())
        ? SiteCall.ABSENT
        : read;
  }

  private static boolean isReferenceAlone(SiteCall call, String reference) {
    return call.isHalf() && reference.equals(call.first() == null ? call.second() : call.first());
  }

  private static boolean isDoubtful(SiteCall call, List<Integer> depths) {
    return call.isHeterozygous()
        && !call.isHalf()
        && depths.stream().filter(depth -> depth > 0).count() == 1;
  }

  private static String bases(List<String> alleles, int number) {
    return number == Genotype.MISSING ? null : alleles.get(number);
  }

  /** One allele: all there is on X, Y and the mitochondrion, else half of a call. */
  private static SiteCall lone(String contig, String bases, String reference) {
    if (bases == null) {
      return SiteCall.ABSENT;
    }
    if (MAY_BE_HAPLOID.contains(contig)) {
      return SiteCall.haploid(bases);
    }
    return bases.equals(reference) ? SiteCall.ABSENT : SiteCall.unphased(bases, null);
  }
}

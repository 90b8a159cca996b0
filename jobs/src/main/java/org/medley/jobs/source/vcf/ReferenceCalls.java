package org.medley.jobs.source.vcf;

/** How many calls of a site are homozygous reference, which are not kept one by one. */
final class ReferenceCalls {
  private long alleles;
  private long diploid;

  /** Counts one call of {@code ploidy} alleles. */
  void add(int ploidy) {
    alleles += ploidy;
    diploid += ploidy == 2 ? 1 : 0;
  }

  /** The alleles in them. */
  long alleles() {
    return alleles;
  }

  /** Those of two alleles. */
  long diploid() {
    return diploid;
  }
}

package org.medley.jobs.polygenic.score;

/** What calls are taken for of which some alleles are known: {@code --vcf-half-call} of plink2. */
public enum HalfCalls {
  /** For missing ones. */
  MISSING,
  /** For lone alleles, as where men are coded {@code 0/.} on X. */
  HAPLOID
}

package org.medley.jobs.polygenic.score;

/** How many copies a hemizygous allele on X counts for: {@code --xchr-model} of plink2. */
public enum MaleX {
  /** One, model 1 of plink2. */
  ONE,
  /** Two, model 2 and plink2's default: X inactivation leaves women one active copy. */
  TWO
}

package org.medley.jobs.polygenic.weight;

import java.io.Serializable;

/** What copies of the effect allele add to a score. */
public sealed interface Effect extends Serializable permits LinearEffect, DosageEffect {
  /**
   * The copies that count.
   *
   * @param dosage copies of the effect allele, from 0 to {@code ploidy}
   * @param ploidy 1 or 2
   */
  double counted(double dosage, int ploidy);

  /** What {@code dosage} copies of {@code ploidy} add. */
  double of(double dosage, int ploidy);

  /** What a genotype adds that is not known, where the effect allele has this frequency. */
  double expected(double frequency, int ploidy);
}

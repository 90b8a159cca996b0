package org.medley.jobs.polygenic.score;

import org.medley.jobs.polygenic.weight.Effect;

/**
 * What a genotype adds to the sums of its sample.
 *
 * @param sum what it adds to the score
 * @param dosage copies of the effect allele that count
 * @param ploidy what it adds to the denominator
 * @param known whether the genotype is known
 * @param deferred whether all of this counts only if the sample has a Y
 * @param evidence see {@link Evidence}
 */
record Addend(
    double sum, double dosage, int ploidy, boolean known, boolean deferred, int evidence) {
  /**
   * What a genotype adds of one weight.
   *
   * @param allele number of the effect allele
   * @param frequency of that allele, for genotypes that are not known
   * @param imputes whether these add what is expected, or nothing
   * @param evidence see {@link Evidence}
   */
  static Addend of(
      Observation observation,
      Effect effect,
      int allele,
      double frequency,
      boolean imputes,
      int evidence) {
    int ploidy = observation.ploidy();
    if (observation.known() && ploidy > 0) {
      double dosage = observation.dosage(allele);
      return new Addend(
          effect.of(dosage, ploidy), effect.counted(dosage, ploidy), ploidy, true, false, evidence);
    }
    return imputes && ploidy > 0
        ? new Addend(
            effect.expected(frequency, ploidy), 0, ploidy, false, observation.deferred(), evidence)
        : new Addend(0, 0, 0, false, false, evidence);
  }
}

package org.medley.jobs.polygenic.score;

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
    double sum, double dosage, int ploidy, boolean known, boolean deferred, int evidence) {}

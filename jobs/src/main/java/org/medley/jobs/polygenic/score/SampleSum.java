package org.medley.jobs.polygenic.score;

/**
 * The score of one sample, with the columns of {@code plink2 --score}.
 *
 * @param sum of weights times copies (SCORE1_SUM)
 * @param dosage copies of effect alleles that are known (NAMED_ALLELE_DOSAGE_SUM)
 * @param denominator allele observations, those filled in among them (DENOM)
 * @param alleles allele observations that are known (ALLELE_CT)
 */
public record SampleSum(double sum, double dosage, long denominator, long alleles) {
  /** Sum by denominator (SCORE1_AVG); null where nothing is observed. */
  public Double average() {
    return denominator == 0 ? null : sum / denominator;
  }
}

package org.medley.jobs.polygenic.score;

import java.util.List;
import org.medley.jobs.source.vcf.Call;

/**
 * What a genotype counts for.
 *
 * @param call the alleles
 * @param known whether it counts for what its alleles say
 * @param ploidy copies that the genotype counts for in a score; 0: the sample has none there
 * @param observed copies that it counts for in the frequency of an allele
 * @param deferred whether it is unknown if the sample has the chromosome at all
 */
public record Observation(Call call, boolean known, int ploidy, int observed, boolean deferred) {
  /** Copies of an allele out of {@link #ploidy}. */
  public double dosage(int allele) {
    return share(allele) * ploidy;
  }

  /** Copies of an allele out of {@link #observed}. */
  public double observed(int allele) {
    return share(allele) * observed;
  }

  /**
   * The frequency of an allele among those observed; 1 / {@code alleles} where none is, as plink2
   * has it.
   *
   * @param times how often each of {@code distinct} was observed
   */
  static double frequency(List<Observation> distinct, long[] times, int allele, int alleles) {
    double copies = 0;
    long observed = 0;
    for (int i = 0; i < times.length; i++) {
      Observation observation = distinct.get(i);
      if (observation.known()) {
        copies += times[i] * observation.observed(allele);
        observed += times[i] * observation.observed();
      }
    }
    return observed == 0 ? 1.0 / alleles : copies / observed;
  }

  private double share(int allele) {
    return allele < 0 ? 0 : (double) call.copies(allele) / call.known();
  }
}

package org.medley.jobs.polygenic.score;

import org.medley.jobs.source.vcf.Call;
import org.medley.jobs.source.vcf.Contigs;

/**
 * How the copies of a genotype count on a contig, as in {@code plink2 --score}: two everywhere, so
 * that a lone allele counts twice, but one on Y and the mitochondrion; on X as {@link MaleX} says.
 */
enum Chromosome {
  DIPLOID,
  X,
  Y,
  MITOCHONDRION;

  private static final int MOST_PLOIDY = 2;

  static Chromosome of(String contig) {
    return switch (contig) {
      case "X" -> X;
      case "Y" -> Y;
      case Contigs.MITOCHONDRION -> MITOCHONDRION;
      default -> DIPLOID;
    };
  }

  /** What a call of a sample of this sex says. One of more than two alleles is taken as unknown. */
  Observation observe(Call call, Sex sex, MaleX maleX) {
    boolean known = call.complete() && call.ploidy() <= MOST_PLOIDY;
    boolean hemizygous = sex == Sex.MALE || sex == Sex.UNKNOWN && call.ploidy() == 1;
    return switch (this) {
      case DIPLOID -> new Observation(call, known, 2, 2, false);
      case X ->
          new Observation(
              call, known, hemizygous && maleX == MaleX.ONE ? 1 : 2, hemizygous ? 1 : 2, false);
      case Y -> {
        int copies = sex == Sex.FEMALE ? 0 : 1;
        yield new Observation(call, known, copies, copies, sex == Sex.UNKNOWN && !known);
      }
      case MITOCHONDRION -> new Observation(call, known, 1, 1, false);
    };
  }
}

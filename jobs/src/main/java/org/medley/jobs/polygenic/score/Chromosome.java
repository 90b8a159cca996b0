package org.medley.jobs.polygenic.score;

import org.medley.jobs.source.vcf.Call;
import org.medley.jobs.source.vcf.Contigs;

/**
 * How the copies of a genotype count on a contig, as in {@code plink2 --score}: two everywhere, so
 * that a lone allele counts twice, but one on Y and the mitochondrion; on X as {@link MaleX} says.
 */
public enum Chromosome {
  DIPLOID,
  X,
  Y,
  MITOCHONDRION;

  private static final int MOST_PLOIDY = 2;

  /** The kind of the contig with this name, as {@link Contigs#human} has it. */
  public static Chromosome of(String contig) {
    return switch (contig) {
      case "X" -> X;
      case "Y" -> Y;
      case Contigs.MITOCHONDRION -> MITOCHONDRION;
      default -> DIPLOID;
    };
  }

  /** What a call of a sample of this sex says. One of more than two alleles is taken as unknown. */
  public Observation observe(Call call, Sex sex, PloidyRules rules) {
    int alleles = rules.halfCalls() == HalfCalls.HAPLOID ? call.known() : call.ploidy();
    boolean known = alleles > 0 && call.ploidy() <= MOST_PLOIDY && alleles == call.known();
    int written = known ? alleles : call.ploidy();
    boolean hemizygous = sex == Sex.MALE || (sex == Sex.UNKNOWN && written == 1);
    return switch (this) {
      case DIPLOID -> new Observation(call, known, 2, 2, false);
      case X -> {
        int copies = hemizygous && rules.maleX() == MaleX.ONE ? 1 : 2;
        yield new Observation(call, known, copies, hemizygous ? 1 : 2, false);
      }
      case Y -> {
        int copies = sex == Sex.FEMALE ? 0 : 1;
        yield new Observation(call, known, copies, copies, sex == Sex.UNKNOWN && !known);
      }
      case MITOCHONDRION -> new Observation(call, known, 1, 1, false);
    };
  }
}

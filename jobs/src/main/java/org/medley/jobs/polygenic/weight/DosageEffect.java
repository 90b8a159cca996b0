package org.medley.jobs.polygenic.weight;

/**
 * A weight for each number of copies; between whole numbers, as where a haploid call names two
 * alleles, on the line between them.
 *
 * <p>Decision: a genotype that is not known adds its expectation at Hardy-Weinberg proportions.
 * plink2 knows no such weights, and a line from {@code none} to {@code two} would pass by the
 * weight of one copy.
 *
 * @param none weight of no copy
 * @param one weight of one copy
 * @param two weight of two copies
 */
public record DosageEffect(double none, double one, double two) implements Effect {
  @Override
  public double counted(double dosage, int ploidy) {
    return dosage;
  }

  @Override
  public double of(double dosage, int ploidy) {
    return dosage <= 1 ? none + (one - none) * dosage : one + (two - one) * (dosage - 1);
  }

  @Override
  public double expected(double frequency, int ploidy) {
    double absent = 1 - frequency;
    return ploidy == 1
        ? absent * none + frequency * one
        : absent * absent * none + 2 * frequency * absent * one + frequency * frequency * two;
  }
}

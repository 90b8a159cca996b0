package org.medley.jobs.polygenic.weight;

/**
 * A weight per counted copy. As in {@code plink2 --score}: a dominant effect counts one copy at
 * most, a recessive one counts copies beyond the first where there are two, and a genotype that is
 * not known adds the frequency times what {@code ploidy} copies would.
 */
public record LinearEffect(Inheritance inheritance, double weight) implements Effect {
  /** How copies count. */
  public enum Inheritance {
    ADDITIVE,
    DOMINANT,
    RECESSIVE
  }

  @Override
  public double counted(double dosage, int ploidy) {
    return switch (inheritance) {
      case ADDITIVE -> dosage;
      case DOMINANT -> Math.min(dosage, 1);
      case RECESSIVE -> ploidy == 1 ? dosage : Math.max(dosage - 1, 0);
    };
  }

  @Override
  public double of(double dosage, int ploidy) {
    return weight * counted(dosage, ploidy);
  }

  @Override
  public double expected(double frequency, int ploidy) {
    return weight * (frequency * counted(ploidy, ploidy));
  }
}

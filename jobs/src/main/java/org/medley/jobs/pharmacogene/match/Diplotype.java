package org.medley.jobs.pharmacogene.match;

import java.io.Serializable;
import java.util.Comparator;
import java.util.List;

/**
 * Two haplotypes, or the one of a haploid sample.
 *
 * @param first that which comes first in {@link Haplotype#ORDER}
 * @param second the other; null of a haploid sample
 */
public record Diplotype(Haplotype first, Haplotype second) implements Serializable {
  /** By the first haplotype, then by the second. */
  public static final Comparator<Diplotype> ORDER =
      Comparator.comparing(Diplotype::first, Haplotype.ORDER)
          .thenComparing(Diplotype::second, Comparator.nullsFirst(Haplotype.ORDER));

  /** The two in their order. */
  public static Diplotype of(Haplotype one, Haplotype other) {
    return Haplotype.ORDER.compare(one, other) <= 0
        ? new Diplotype(one, other)
        : new Diplotype(other, one);
  }

  /** That of one strand. */
  public static Diplotype haploid(Haplotype only) {
    return new Diplotype(only, null);
  }

  /** The haplotypes. */
  public List<Haplotype> haplotypes() {
    return second == null ? List.of(first) : List.of(first, second);
  }

  /** The name, such as *1/*2. */
  public String label() {
    return second == null ? first.label() : first.label() + "/" + second.label();
  }
}

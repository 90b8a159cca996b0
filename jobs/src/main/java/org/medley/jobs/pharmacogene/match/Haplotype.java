package org.medley.jobs.pharmacogene.match;

import java.io.Serializable;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import org.medley.jobs.pharmacogene.definition.AlleleNames;

/**
 * What lies on one strand: one named allele, or several and variants that none of them explains.
 *
 * @param alleles names of alleles, in the order of {@link AlleleNames}
 * @param variants chromosomal names of variants beyond those of the alleles
 */
public record Haplotype(List<String> alleles, List<String> variants) implements Serializable {
  /** Single alleles in their order, then combinations by size. */
  public static final Comparator<Haplotype> ORDER =
      Comparator.<Haplotype>comparingInt(haplotype -> haplotype.parts().size())
          .thenComparing(haplotype -> haplotype.parts().get(0), AlleleNames.ORDER)
          .thenComparing(Haplotype::label, AlleleNames.ORDER);

  /** A haplotype with lists of its own. */
  public Haplotype {
    alleles = List.copyOf(alleles);
    variants = List.copyOf(variants);
  }

  /** That of one named allele. */
  public static Haplotype of(String allele) {
    return new Haplotype(List.of(allele), List.of());
  }

  /** The name, such as *2, or [*2 + *35] of a combination. */
  public String label() {
    List<String> parts = parts();
    return parts.size() == 1 ? parts.get(0) : "[" + String.join(" + ", parts) + "]";
  }

  /** The alleles and the variants. */
  public List<String> parts() {
    List<String> parts = new ArrayList<>(alleles);
    parts.addAll(variants);
    return parts;
  }
}

package org.medley.jobs.pharmacogene.match;

import java.io.Serializable;

/**
 * What a sample has at one position.
 *
 * @param first bases of the first allele; null if it was not called
 * @param second bases of the second allele; null if it was not called or there is none
 * @param haploid whether there is no second allele, as on the X of a man
 * @param phased whether it is known which of its alleles lie on one chromosome with those of other
 *     phased calls
 * @param phaseSet the calls among which that is known; null: all phased ones without a set
 */
public record SiteCall(
    String first, String second, boolean haploid, boolean phased, String phaseSet)
    implements Serializable {

  /** Of a position that was not called. */
  public static final SiteCall ABSENT = new SiteCall(null, null, false, false, null);

  /** Of one allele where there is but one chromosome. */
  public static SiteCall haploid(String bases) {
    return new SiteCall(bases, null, true, false, null);
  }

  /** Of two alleles that may lie on either chromosome. */
  public static SiteCall unphased(String first, String second) {
    return new SiteCall(first, second, false, false, null);
  }

  /** Of two alleles of which the first lies with the first of other such calls. */
  public static SiteCall phased(String first, String second, String phaseSet) {
    return new SiteCall(first, second, false, true, phaseSet);
  }

  /** Whether nothing was called. */
  public boolean isAbsent() {
    return first == null && second == null;
  }

  /** Whether one of two alleles was called and the other was not. */
  public boolean isHalf() {
    return !haploid && (first == null) != (second == null);
  }

  /** Whether there are two different alleles, one of which may be unknown. */
  public boolean isHeterozygous() {
    return !haploid && !isAbsent() && (isHalf() || !first.equals(second));
  }
}

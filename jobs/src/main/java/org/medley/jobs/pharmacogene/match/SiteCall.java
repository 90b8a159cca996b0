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

  private static final String NOT_CALLED = ".";

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

  /** Whether both of two alleles are {@code bases}. */
  public boolean isHomozygous(String bases) {
    return !haploid && bases.equals(first) && bases.equals(second);
  }

  /** Whether there are two different alleles, one of which may be unknown. */
  public boolean isHeterozygous() {
    return !haploid && !isAbsent() && (isHalf() || !first.equals(second));
  }

  /**
   * The call as text: a dot for none, {@code A} for one allele, {@code A/G} for two, {@code A|G}
   * for phased ones and {@code A|G:1} for those of a phase set; an allele that was not called is a
   * dot.
   */
  public String text() {
    if (isAbsent()) {
      return NOT_CALLED;
    }
    String one = first == null ? NOT_CALLED : first;
    if (haploid) {
      return one;
    }
    String two = second == null ? NOT_CALLED : second;
    return one + (phased ? '|' : '/') + two + (phaseSet == null ? "" : ":" + phaseSet);
  }

  /** The call that {@link #text} wrote. */
  public static SiteCall parse(String text) {
    int bar = text.indexOf('|');
    int mark = Math.max(bar, text.indexOf('/'));
    if (mark < 0) {
      return text.equals(NOT_CALLED) ? ABSENT : haploid(text);
    }
    int colon = text.indexOf(':');
    int end = colon < 0 ? text.length() : colon;
    return new SiteCall(
        allele(text.substring(0, mark)),
        allele(text.substring(mark + 1, end)),
        false,
        bar >= 0,
        colon < 0 ? null : text.substring(colon + 1));
  }

  private static String allele(String text) {
    return text.equals(NOT_CALLED) ? null : text;
  }
}

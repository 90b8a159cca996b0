package org.medley.jobs.source.vcf;

import org.medley.jobs.source.RejectedLine;

/** One call: the alleles that a sample carries at a site. */
public final class Call {
  /** Stands for an allele that was not called. */
  static final int MISSING = -1;

  private static final int MAX_PLOIDY = 100;

  /** The call without a genotype: nothing is known, not even the ploidy. */
  static final Call NONE = new Call(new int[0], false);

  final boolean phased;

  private final int[] alleles;

  private Call(int[] alleles, boolean phased) {
    this.alleles = alleles;
    this.phased = phased;
  }

  /**
   * The call that {@code genotype} states, such as {@code 0|1}, {@code ./.} or {@code 1}; since VCF
   * 4.4 a mark of phase may lead. It is phased if all its marks say so; a lone allele has no phase
   * unless a mark leads. {@link #NONE} where it is null.
   *
   * @param alternates how many alternates the site has
   * @throws RejectedLine if it is malformed or names an allele that the site does not have
   */
  public static Call of(String genotype, int alternates) throws RejectedLine {
    return genotype == null ? NONE : parse(genotype, alternates);
  }

  private static Call parse(String text, int alternates) throws RejectedLine {
    int to = text.length();
    int start = to > 0 && isMark(text.charAt(0)) ? 1 : 0;
    int ploidy = 1;
    boolean phased = start > 0 || hasMark(text, start, to);
    for (int i = 0; i < to; i++) {
      char c = text.charAt(i);
      phased &= c != '/';
      ploidy += i >= start && isMark(c) ? 1 : 0;
    }
    if (start == to || ploidy > MAX_PLOIDY) {
      throw malformed();
    }
    int[] alleles = new int[ploidy];
    int at = start;
    for (int i = 0; i < ploidy; i++) {
      int end = at;
      while (end < to && !isMark(text.charAt(end))) {
        end++;
      }
      alleles[i] = allele(text, at, end, alternates);
      at = end + 1;
    }
    return new Call(alleles, phased);
  }

  /** Alleles in the call; 0 where nothing is stated. */
  public int ploidy() {
    return alleles.length;
  }

  /** Known alleles in it. */
  public int known() {
    int known = 0;
    for (int allele : alleles) {
      known += allele == MISSING ? 0 : 1;
    }
    return known;
  }

  /** Whether every allele is known. */
  public boolean complete() {
    return alleles.length > 0 && known() == alleles.length;
  }

  /** Whether it has two alleles, both known. */
  boolean isDiploid() {
    return alleles.length == 2 && complete();
  }

  /** Whether an alternate is among the alleles. */
  boolean hasAlternate() {
    for (int allele : alleles) {
      if (allele > 0) {
        return true;
      }
    }
    return false;
  }

  /** Copies of the allele with this number, 0 the reference and alternates from 1. */
  public int copies(int number) {
    int copies = 0;
    for (int allele : alleles) {
      copies += allele == number ? 1 : 0;
    }
    return copies;
  }

  /** Whether every allele is reference. */
  boolean isReference() {
    for (int allele : alleles) {
      if (allele != 0) {
        return false;
      }
    }
    return alleles.length > 0;
  }

  /** Whether it names two different alleles. */
  public boolean isHeterozygous() {
    return complete() && copies(alleles[0]) < alleles.length;
  }

  /**
   * The call as GT of the alternate with this number, from 1: 1 stands for it, 0 for the reference,
   * a full stop for what was not called and for other alternates, which are not the reference.
   */
  String genotype(int alternate) {
    StringBuilder text = new StringBuilder();
    for (int allele : alleles) {
      if (!text.isEmpty()) {
        text.append(phased ? '|' : '/');
      }
      text.append(allele == alternate ? '1' : allele == 0 ? '0' : '.');
    }
    return alleles.length == 0 ? "." : text.toString();
  }

  private static int allele(String text, int from, int to, int alternates) throws RejectedLine {
    if (to - from == 1 && text.charAt(from) == '.') {
      return MISSING;
    }
    if (from == to || to - from > 9) {
      throw malformed();
    }
    int number = 0;
    for (int i = from; i < to; i++) {
      char c = text.charAt(i);
      if (c < '0' || c > '9') {
        throw malformed();
      }
      number = number * 10 + (c - '0');
    }
    if (number > alternates) {
      throw new RejectedLine(
          "no-such-allele", "a call names an allele that the site does not have");
    }
    return number;
  }

  private static boolean hasMark(String text, int from, int to) {
    for (int i = from; i < to; i++) {
      if (isMark(text.charAt(i))) {
        return true;
      }
    }
    return false;
  }

  static boolean isMark(char c) {
    return c == '|' || c == '/';
  }

  private static RejectedLine malformed() {
    return new RejectedLine("bad-genotype", "a call is not alleles parted by | or /");
  }
}

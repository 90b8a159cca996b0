package org.medley.jobs.source.vcf;

import org.medley.jobs.source.RejectedLine;

/** One call: the alleles that a sample carries at a site. */
public final class Call {
  /** Stands for an allele that was not called. */
  static final int MISSING = -1;

  /** Stands for a quality that is not stated. */
  static final int NO_QUALITY = -1;

  private static final int MAX_PLOIDY = 100;

  final int sample;
  final boolean phased;
  final int quality;

  /** PS of a phased call, as it is stated; null: none. */
  final String phaseSet;

  private final int[] alleles;

  private Call(int sample, int[] alleles, boolean phased, int quality, String phaseSet) {
    this.sample = sample;
    this.alleles = alleles;
    this.phased = phased;
    this.quality = quality;
    this.phaseSet = phaseSet;
  }

  /** A call without a genotype: nothing is known, not even the ploidy. */
  static Call none(int sample) {
    return new Call(sample, new int[0], false, NO_QUALITY, null);
  }

  /**
   * The call that {@code text} states from {@code from} to {@code to}, such as {@code 0|1}, {@code
   * ./.} or {@code 1}; since VCF 4.4 a mark of phase may lead. It is phased if all its marks say
   * so; a lone allele has no phase unless a mark leads. Null where every allele is reference.
   *
   * @param alternates how many alternates the site has
   * @throws RejectedLine if it is malformed or names an allele that the site does not have
   */
  static Call parse(String text, int from, int to, int sample, int alternates, int quality)
      throws RejectedLine {
    Call call = of(text, from, to, sample, alternates, quality);
    return call.isReference() ? null : call;
  }

  /**
   * The call that the whole of {@code genotype} states, homozygous reference or not; none where it
   * is null.
   *
   * @param alternates how many alternates the site has
   * @throws RejectedLine if it is malformed or names an allele that the site does not have
   */
  public static Call of(String genotype, int alternates) throws RejectedLine {
    return genotype == null
        ? none(0)
        : of(genotype, 0, genotype.length(), 0, alternates, NO_QUALITY);
  }

  private static Call of(String text, int from, int to, int sample, int alternates, int quality)
      throws RejectedLine {
    int start = from < to && isMark(text.charAt(from)) ? from + 1 : from;
    int ploidy = 1;
    boolean phased = start > from || hasMark(text, start, to);
    for (int i = from; i < to; i++) {
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
    return new Call(sample, alleles, phased, quality, null);
  }

  /** The same in a phase set; as it is where it is not phased, since the set then says nothing. */
  Call in(String set) {
    return phased ? new Call(sample, alleles, phased, quality, set) : this;
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

  private boolean isReference() {
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

package org.medley.jobs.source.vcf;

import java.util.ArrayList;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.medley.features.contract.Variants;
import org.medley.jobs.source.RejectedLine;

/**
 * What a line without alternates, or with none but "any other" ({@code <NON_REF>}, {@code <*>}),
 * says: from the site's position to {@link #end}, its samples are as the reference. Samples without
 * a complete call are not among them.
 */
final class ReferenceBlock {
  private static final Pattern END = Pattern.compile("(?:^|;)END=([^;]*)");
  private static final Pattern NUMBER = Pattern.compile("\\d{1,9}|1\\d{9}");

  /** Position of the last base. */
  final int end;

  private final List<Integer> samples = new ArrayList<>();
  private final List<Integer> depths = new ArrayList<>();
  private final List<Integer> qualities = new ArrayList<>();

  private ReferenceBlock(int end) {
    this.end = end;
  }

  /** How many of these alternates are alleles of their own, and not "any other". */
  static int known(List<String> alternates) {
    return (int)
        alternates.stream().filter(alternate -> !Variants.ANY_OTHER.contains(alternate)).count();
  }

  /** Whether a site with these alternates is a block. */
  static boolean isStatedBy(List<String> alternates) {
    return Variants.ANY_OTHER.containsAll(alternates);
  }

  /**
   * The block that begins with {@code reference} at {@code position}, and ends where {@code info}
   * says; where it does not say, with that allele.
   *
   * @throws RejectedLine if the end is no position, or lies before the start or beyond the contig
   */
  static ReferenceBlock of(
      String contig, int position, String reference, String info, GenomeBuild build)
      throws RejectedLine {
    Matcher stated = END.matcher(info);
    if (!stated.find()) {
      return new ReferenceBlock(position + reference.length() - 1);
    }
    boolean number = NUMBER.matcher(stated.group(1)).matches();
    int end = number ? Integer.parseInt(stated.group(1)) : -1;
    if (end < position || end > build.length(contig).orElse(Integer.MAX_VALUE)) {
      throw new RejectedLine("bad-end", "END is no position behind the start and on the contig");
    }
    return new ReferenceBlock(end);
  }

  /** Adds a sample that is as the reference. */
  void add(int sample, int depth, int quality) {
    samples.add(sample);
    depths.add(depth);
    qualities.add(quality);
  }

  /** Numbers of the samples. */
  int[] samples() {
    return ints(samples);
  }

  /** Least reads of each sample; {@link CallFormat#NOT_STATED}: not stated. */
  int[] depths() {
    return ints(depths);
  }

  /** GQ of each sample; {@link CallFormat#NOT_STATED}: not stated. */
  int[] qualities() {
    return ints(qualities);
  }

  private static int[] ints(List<Integer> numbers) {
    return numbers.stream().mapToInt(Integer::intValue).toArray();
  }
}

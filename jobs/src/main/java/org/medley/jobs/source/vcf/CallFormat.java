package org.medley.jobs.source.vcf;

import java.util.Arrays;
import java.util.HashSet;
import java.util.List;
import java.util.OptionalInt;
import java.util.regex.Pattern;
import org.medley.jobs.source.RejectedLine;

/**
 * The FORMAT column of a line: where a sample's column holds its call, the quality of it and the
 * phase set. GT may stand anywhere, though the format wants it first: Complete Genomics writes its
 * keys in the order of the alphabet.
 */
public final class CallFormat {
  /** Stands for a quality or a depth that is not stated. */
  static final int NOT_STATED = -1;

  private static final String GENOTYPE = "GT";
  private static final String QUALITY = "GQ";
  private static final String PHASE_SET = "PS";
  private static final String DEPTH = "DP";
  private static final String LEAST_DEPTH = "MIN_DP";
  private static final Pattern KEY = Pattern.compile("[A-Za-z_][0-9A-Za-z_.]*");
  private static final int MAX_DIGITS = 9;

  private final int keys;
  private final int genotypeAt;
  private final int qualityAt;
  private final int phaseSetAt;
  private final int depthAt;
  private final char[] kinds;
  private final boolean tied;

  private CallFormat(List<String> keys, char[] kinds) {
    this.keys = keys.size();
    this.genotypeAt = keys.indexOf(GENOTYPE);
    this.qualityAt = keys.indexOf(QUALITY);
    this.phaseSetAt = keys.indexOf(PHASE_SET);
    this.kinds = kinds;
    this.tied = !new String(kinds).chars().allMatch(kind -> kind == 0);
    int least = keys.indexOf(LEAST_DEPTH);
    this.depthAt = least < 0 ? keys.indexOf(DEPTH) : least;
  }

  /**
   * Reads the column, where no header ties numbers of values to alleles.
   *
   * @throws RejectedLine if a key is malformed or stands twice
   */
  public static CallFormat parse(String text) throws RejectedLine {
    return parse(text, new FieldNumbers());
  }

  /**
   * Reads the column.
   *
   * @throws RejectedLine if a key is malformed or stands twice
   */
  static CallFormat parse(String text, FieldNumbers numbers) throws RejectedLine {
    List<String> keys = Arrays.asList(text.split(":", -1));
    boolean legal = text.equals(".") || keys.stream().allMatch(key -> KEY.matcher(key).matches());
    if (!legal || new HashSet<>(keys).size() < keys.size()) {
      throw new RejectedLine("bad-format", "a key of FORMAT is malformed or stands twice");
    }
    return new CallFormat(keys, numbers.kinds(keys));
  }

  /**
   * The text of the genotype of one sample, whose column stands between {@code from} and {@code
   * to}; null where there is none.
   */
  public String genotype(String text, int from, int to) {
    int start = field(text, from, to, genotypeAt);
    return start < 0 ? null : text.substring(start, end(text, start, to));
  }

  /**
   * Adds the call of one sample, whose column stands between {@code from} and {@code to}, to {@code
   * calls}, and to {@code block} where it is homozygous reference. Without GT nothing is called.
   *
   * @param block null: the line is none
   * @throws RejectedLine if it is malformed
   */
  void read(String text, int from, int to, int sample, SiteCalls calls, ReferenceBlock block)
      throws RejectedLine {
    if (keys == 1 && genotypeAt == 0 && block == null) {
      add(calls.stating(text, from, to), sample, NOT_STATED, null);
      return;
    }
    int genotypeFrom = genotypeAt == 0 ? from : -1;
    int qualityFrom = qualityAt == 0 ? from : -1;
    int phaseSetFrom = phaseSetAt == 0 ? from : -1;
    int fields = 1;
    for (int i = from; i < to; i++) {
      if (text.charAt(i) == ':') {
        genotypeFrom = fields == genotypeAt ? i + 1 : genotypeFrom;
        qualityFrom = fields == qualityAt ? i + 1 : qualityFrom;
        phaseSetFrom = fields == phaseSetAt ? i + 1 : phaseSetFrom;
        fields++;
      }
    }
    if (fields > keys) {
      throw new RejectedLine("bad-genotype", "a sample has more fields than FORMAT has keys");
    }
    if (tied) {
      checkNumbers(text, from, to, calls.alternates(), ploidy(text, genotypeFrom, to));
    }
    if (genotypeFrom < 0) {
      add(calls.uncalled(), sample, NOT_STATED, null);
      return;
    }
    int quality = qualityFrom < 0 ? NOT_STATED : qualityFrom(text, qualityFrom, to);
    CallGroup group = calls.stating(text, genotypeFrom, end(text, genotypeFrom, to));
    if (group.call.isReference() && block != null) {
      block.add(sample, depth(text, from, to), quality);
    }
    add(group, sample, quality, group.call.phased ? stated(text, phaseSetFrom, to) : null);
  }

  private static void add(CallGroup group, int sample, int quality, String phaseSet) {
    if (group.call.isReference()) {
      group.count();
    } else {
      group.add(sample, quality, phaseSet);
    }
  }

  /** The field at {@code from}; null: missing, or left out. */
  private static String stated(String text, int from, int to) {
    String field = from < 0 ? "" : text.substring(from, end(text, from, to));
    return field.isEmpty() || field.equals(".") ? null : field;
  }

  private void checkNumbers(String text, int from, int to, int alternates, int ploidy)
      throws RejectedLine {
    int at = from;
    for (int i = 0; i < keys && at <= to; i++) {
      int end = end(text, at, to);
      FieldNumbers.check(text, at, end, kinds[i], alternates, ploidy);
      at = end + 1;
    }
  }

  /** Alleles in the call; 0: there is none, or nothing but a full stop. */
  private static int ploidy(String text, int from, int to) {
    int end = from < 0 ? from : end(text, from, to);
    if (from < 0 || (end - from == 1 && text.charAt(from) == '.')) {
      return 0;
    }
    int ploidy = 1;
    for (int i = from + 1; i < end; i++) {
      ploidy += Call.isMark(text.charAt(i)) ? 1 : 0;
    }
    return ploidy;
  }

  /**
   * The least number of reads of the sample: MIN_DP, or DP where FORMAT has none; {@link
   * #NOT_STATED}: missing.
   *
   * @throws RejectedLine if it is no number
   */
  private int depth(String text, int from, int to) throws RejectedLine {
    int field = field(text, from, to, depthAt);
    if (field < 0) {
      return NOT_STATED;
    }
    return number(text, field, to)
        .orElseThrow(
            () -> new RejectedLine("bad-depth", "a sample's depth is not a number from 0"));
  }

  /** Where the field with this number begins; -1: it is left out. */
  private static int field(String text, int from, int to, int number) {
    int at = number < 0 ? -1 : from;
    for (int i = 0; i < number && at >= 0; i++) {
      int colon = end(text, at, to);
      at = colon == to ? -1 : colon + 1;
    }
    return at;
  }

  private static int qualityFrom(String text, int from, int to) throws RejectedLine {
    return number(text, from, to)
        .orElseThrow(
            () ->
                new RejectedLine(
                    "bad-genotype-quality", "a call's quality is not a number from 0"));
  }

  /** The whole part of the number; {@link #NOT_STATED}: missing; empty: it is none. */
  private static OptionalInt number(String text, int from, int to) {
    int end = end(text, from, to);
    if (end - from == 1 && text.charAt(from) == '.') {
      return OptionalInt.of(NOT_STATED);
    }
    int at = from;
    int number = 0;
    for (; at < end && isDigit(text.charAt(at)) && at - from < MAX_DIGITS; at++) {
      number = 10 * number + (text.charAt(at) - '0');
    }
    boolean whole = at > from && (at == end || text.charAt(at) == '.');
    for (at++; at < end; at++) {
      whole &= isDigit(text.charAt(at));
    }
    return whole ? OptionalInt.of(number) : OptionalInt.empty();
  }

  private static boolean isDigit(char c) {
    return c >= '0' && c <= '9';
  }

  /**
   * Where the field at {@code from} ends; a search for a colon would go on to the end of the line.
   */
  private static int end(String text, int from, int to) {
    int at = from;
    while (at < to && text.charAt(at) != ':') {
      at++;
    }
    return at;
  }
}

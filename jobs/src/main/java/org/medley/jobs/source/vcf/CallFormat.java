package org.medley.jobs.source.vcf;

import java.util.Arrays;
import java.util.HashSet;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.medley.jobs.source.RejectedLine;

/**
 * The FORMAT column of a line: where a sample's column holds its call and the quality of it. GT may
 * stand anywhere, though the format wants it first: Complete Genomics writes its keys in the order
 * of the alphabet.
 */
public final class CallFormat {
  private static final String GENOTYPE = "GT";
  private static final String QUALITY = "GQ";
  private static final Pattern KEY = Pattern.compile("[A-Za-z_][0-9A-Za-z_.]*");
  private static final Pattern NUMBER = Pattern.compile("(\\d{1,9})(\\.\\d*)?");

  private final int keys;
  private final int genotypeAt;
  private final int qualityAt;

  private CallFormat(List<String> keys) {
    this.keys = keys.size();
    this.genotypeAt = keys.indexOf(GENOTYPE);
    this.qualityAt = keys.indexOf(QUALITY);
  }

  /**
   * Reads the column.
   *
   * @throws RejectedLine if a key is malformed or stands twice
   */
  public static CallFormat parse(String text) throws RejectedLine {
    List<String> keys = Arrays.asList(text.split(":", -1));
    boolean legal = text.equals(".") || keys.stream().allMatch(key -> KEY.matcher(key).matches());
    if (!legal || new HashSet<>(keys).size() < keys.size()) {
      throw new RejectedLine("bad-format", "a key of FORMAT is malformed or stands twice");
    }
    return new CallFormat(keys);
  }

  /**
   * The text of the genotype of one sample, whose column stands between {@code from} and {@code
   * to}; null where there is none.
   */
  public String genotype(String text, int from, int to) {
    int start = genotypeAt < 0 ? -1 : from;
    for (int field = 0; field < genotypeAt && start >= 0; field++) {
      int colon = end(text, start, to);
      start = colon == to ? -1 : colon + 1;
    }
    return start < 0 ? null : text.substring(start, end(text, start, to));
  }

  /**
   * The call of one sample, whose column stands between {@code from} and {@code to}; null where it
   * is homozygous reference. Without GT nothing is called.
   *
   * @throws RejectedLine if it is malformed
   */
  Call call(String text, int from, int to, int sample, int alternates) throws RejectedLine {
    int genotypeFrom = genotypeAt == 0 ? from : -1;
    int qualityFrom = qualityAt == 0 ? from : -1;
    int fields = 1;
    for (int i = from; i < to; i++) {
      if (text.charAt(i) == ':') {
        genotypeFrom = fields == genotypeAt ? i + 1 : genotypeFrom;
        qualityFrom = fields == qualityAt ? i + 1 : qualityFrom;
        fields++;
      }
    }
    if (fields > keys) {
      throw new RejectedLine("bad-genotype", "a sample has more fields than FORMAT has keys");
    }
    if (genotypeFrom < 0) {
      return Call.none(sample);
    }
    int quality = qualityFrom < 0 ? Call.NO_QUALITY : quality(text, qualityFrom, to);
    int genotypeTo = end(text, genotypeFrom, to);
    return Call.parse(text, genotypeFrom, genotypeTo, sample, alternates, quality);
  }

  private static int quality(String text, int from, int to) throws RejectedLine {
    String stated = text.substring(from, end(text, from, to));
    if (stated.equals(".")) {
      return Call.NO_QUALITY;
    }
    Matcher number = NUMBER.matcher(stated);
    if (!number.matches()) {
      throw new RejectedLine("bad-genotype-quality", "a call's quality is not a number from 0");
    }
    return Integer.parseInt(number.group(1));
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

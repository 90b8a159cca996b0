package org.medley.jobs.source.vcf;

import java.util.Arrays;
import java.util.List;
import java.util.regex.Pattern;
import org.medley.jobs.source.RejectedLine;

/** The FORMAT column of a line: where a sample's column holds its call and the quality of it. */
final class CallFormat {
  private static final String GENOTYPE = "GT";
  private static final String QUALITY = "GQ";
  private static final Pattern KEY = Pattern.compile("[A-Za-z_][0-9A-Za-z_.]*");

  private final boolean genotype;
  private final int keys;
  private final int qualityAt;

  private CallFormat(boolean genotype, int keys, int qualityAt) {
    this.genotype = genotype;
    this.keys = keys;
    this.qualityAt = qualityAt;
  }

  /**
   * Reads the column.
   *
   * @throws RejectedLine if a key is malformed, or GT is not the first
   */
  static CallFormat parse(String text) throws RejectedLine {
    List<String> keys = Arrays.asList(text.split(":", -1));
    boolean legal = text.equals(".") || keys.stream().allMatch(key -> KEY.matcher(key).matches());
    if (!legal || keys.lastIndexOf(GENOTYPE) > 0) {
      throw new RejectedLine("bad-format", "the FORMAT column is malformed, or GT is not its first");
    }
    return new CallFormat(keys.get(0).equals(GENOTYPE), keys.size(), keys.indexOf(QUALITY));
  }

  /**
   * The call of one sample, whose column stands between {@code from} and {@code to}; null where it
   * is homozygous reference. Without GT nothing is called.
   *
   * @throws RejectedLine if it is malformed
   */
  Call call(String text, int from, int to, int sample, int alternates) throws RejectedLine {
    int fields = 1;
    int genotypeEnd = to;
    int qualityFrom = -1;
    for (int i = from; i < to; i++) {
      if (text.charAt(i) == ':') {
        genotypeEnd = Math.min(genotypeEnd, i);
        if (fields == qualityAt) {
          qualityFrom = i + 1;
        }
        fields++;
      }
    }
    if (fields > keys) {
      throw new RejectedLine("bad-genotype", "a sample has more fields than FORMAT has keys");
    }
    if (!genotype) {
      return Call.none(sample);
    }
    int quality = qualityFrom < 0 ? Call.NO_QUALITY : quality(text, qualityFrom, to);
    return Call.parse(text, from, genotypeEnd, sample, alternates, quality);
  }

  private static int quality(String text, int from, int to) throws RejectedLine {
    int colon = text.indexOf(':', from);
    String stated = text.substring(from, colon < 0 || colon > to ? to : colon);
    if (stated.equals(".")) {
      return Call.NO_QUALITY;
    }
    if (!stated.matches("\\d{1,9}")) {
      throw new RejectedLine("bad-genotype-quality", "a call's quality is not a whole number");
    }
    return Integer.parseInt(stated);
  }
}

package org.medley.jobs.source.vcf;

import java.io.Serializable;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.medley.jobs.source.RejectedLine;

/**
 * How many values the fields have whose number a header ties to the alleles: A is one for each
 * alternate, R one for each allele, G one for each genotype (VCF 4.4, section 1.4.2). A line with
 * another number lost or gained alleles somewhere, so that the numbers in its calls cannot be
 * relied on. A site without alternates is not looked at: its calls have nothing to mistake.
 */
final class FieldNumbers implements Serializable {
  private static final long serialVersionUID = 1L;
  private static final Pattern DECLARATION = Pattern.compile("##(INFO|FORMAT)=<ID=([^,>]+),(.*)");
  private static final Pattern NUMBER = Pattern.compile("(?:^|,)Number=([^,>]+)");
  private static final char NONE = 0;

  private final HashMap<String, String> info = new HashMap<>();
  private final HashMap<String, String> format = new HashMap<>();

  /** Takes in a line of a header; false if an earlier line declares its field otherwise. */
  boolean declare(String line) {
    Matcher declaration = DECLARATION.matcher(line);
    if (!declaration.lookingAt()) {
      return true;
    }
    Matcher number = NUMBER.matcher(declaration.group(3));
    String stated = number.find() ? number.group(1) : "";
    Map<String, String> fields = declaration.group(1).equals("INFO") ? info : format;
    String before = fields.put(declaration.group(2), stated);
    return before == null || before.equals(stated);
  }

  /**
   * Checks the fields of an INFO column.
   *
   * @throws RejectedLine if one has another number of values
   */
  void check(String column, int alternates) throws RejectedLine {
    int at = 0;
    while (at < column.length()) {
      int semicolon = column.indexOf(';', at);
      int end = semicolon < 0 ? column.length() : semicolon;
      int equals = column.indexOf('=', at);
      if (equals > at && equals < end) {
        char kind = kind(info, column.substring(at, equals));
        // The number of genotypes depends on samples, which INFO does not know.
        if (kind == 'A' || kind == 'R') {
          check(column, equals + 1, end, kind, alternates, 2);
        }
      }
      at = end + 1;
    }
  }

  /** For each key of FORMAT: A, R, G, or 0 where its number is not tied to the alleles. */
  char[] kinds(List<String> keys) {
    char[] kinds = new char[keys.size()];
    for (int i = 0; i < kinds.length; i++) {
      kinds[i] = kind(format, keys.get(i));
    }
    return kinds;
  }

  /**
   * Checks the values of one field. Genotypes may be counted for one or two copies too, whatever
   * the call says: callers keep the likelihoods of both where a call of X is made haploid.
   *
   * @param ploidy alleles in the call; 0: not known, so that G is not checked
   * @throws RejectedLine if there is another number of them
   */
  static void check(String text, int from, int to, char kind, int alternates, int ploidy)
      throws RejectedLine {
    boolean none = to - from <= 1 && (from == to || text.charAt(from) == '.');
    if (kind == NONE || none || alternates == 0 || (kind == 'G' && ploidy == 0)) {
      return;
    }
    int values = 1;
    for (int i = from; i < to; i++) {
      values += text.charAt(i) == ',' ? 1 : 0;
    }
    boolean right =
        switch (kind) {
          case 'A' -> values == alternates;
          case 'R' -> values == alternates + 1;
          default ->
              values == genotypes(alternates, 1)
                  || values == genotypes(alternates, 2)
                  || values == genotypes(alternates, ploidy);
        };
    if (!right) {
      throw new RejectedLine(
          "wrong-number", "a field has not as many values as the site's alleles ask for");
    }
  }

  /** Multisets of {@code ploidy} out of the alleles. */
  private static double genotypes(int alternates, int ploidy) {
    double count = 1;
    for (int i = 1; i <= ploidy; i++) {
      count = count * (alternates + i) / i;
    }
    return Math.rint(count);
  }

  private static char kind(Map<String, String> fields, String key) {
    String number = fields.getOrDefault(key, "");
    boolean tied = number.equals("A") || number.equals("R") || number.equals("G");
    return tied ? number.charAt(0) : NONE;
  }
}

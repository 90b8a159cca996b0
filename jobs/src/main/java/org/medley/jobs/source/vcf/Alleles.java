package org.medley.jobs.source.vcf;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.regex.Pattern;
import org.medley.jobs.source.RejectedLine;

/** The alleles of a site, checked against the grammar of the format and in upper case. */
public final class Alleles {
  /** Sites with more alternates are rejected, so that one line cannot fill the memory. */
  static final int MAX_ALTERNATES = 1000;

  private static final long MAX_CHARACTERS = 1 << 24;
  private static final Pattern SYMBOLIC = Pattern.compile("<[^<>\\s,]+>");
  private static final Pattern BREAKEND =
      Pattern.compile(
          "[ACGTNacgtn]+([\\[\\]])[^\\[\\]\\s]+:\\d+\\1|([\\[\\]])[^\\[\\]\\s]+:\\d+\\2[ACGTNacgtn]+"
              + "|\\.[ACGTNacgtn]+|[ACGTNacgtn]+\\.");

  private Alleles() {}

  /**
   * The reference allele.
   *
   * @throws RejectedLine if it is not bases
   */
  public static String reference(String text) throws RejectedLine {
    if (!isBases(text)) {
      throw new RejectedLine("bad-reference", "the reference allele is not of A, C, G, T and N");
    }
    return text.toUpperCase(Locale.ROOT);
  }

  /**
   * The alternates in the order of the line, symbolic ones and {@code *} among them, so that the
   * numbers in calls stay true; none where the column is missing.
   *
   * @throws RejectedLine if one is malformed or stands twice, or there are too many
   */
  public static List<String> alternates(String text, String reference) throws RejectedLine {
    if (text.equals(".")) {
      return List.of();
    }
    long count = 1 + text.chars().filter(c -> c == ',').count();
    if (count > MAX_ALTERNATES || count * reference.length() > MAX_CHARACTERS) {
      throw new RejectedLine(
          "too-many-alleles",
          "the site has more than %d alternates, or fewer that are too long"
              .formatted(MAX_ALTERNATES));
    }
    List<String> alternates = new ArrayList<>();
    for (String alternate : text.split(",", -1)) {
      String checked = alternate(alternate);
      if (checked.equals(reference) || alternates.contains(checked)) {
        throw new RejectedLine("duplicate-allele", "the site names an allele twice");
      }
      alternates.add(checked);
    }
    return alternates;
  }

  private static String alternate(String text) throws RejectedLine {
    if (isBases(text)) {
      return text.toUpperCase(Locale.ROOT);
    }
    boolean legal =
        text.equals("*") || SYMBOLIC.matcher(text).matches() || BREAKEND.matcher(text).matches();
    if (!legal) {
      throw new RejectedLine(
          "bad-alternate", "an alternate is neither bases nor symbolic, a breakend or *");
    }
    return text;
  }

  /** Whether {@code text} is bases: A, C, G, T and N, in either case. */
  static boolean isBases(String text) {
    for (int i = 0; i < text.length(); i++) {
      if ("ACGTNacgtn".indexOf(text.charAt(i)) < 0) {
        return false;
      }
    }
    return !text.isEmpty();
  }
}

package org.medley.jobs.source.vcf;

import java.util.Locale;
import java.util.regex.Pattern;

/**
 * Names of contigs: the table knows {@code 1} and {@code MT} where files also say chr1 and chrM.
 */
public final class Contigs {
  /** The mitochondrion. */
  static final String MITOCHONDRION = "MT";

  /** Of an assembly file where brackets enclose it, which come in pairs. */
  private static final Pattern LEGAL = Pattern.compile("[^\\s,<>]+|<[^\\s,<>]+>");

  private Contigs() {}

  /** Whether {@code name} may name a contig. */
  public static boolean isLegal(String name) {
    return LEGAL.matcher(name).matches();
  }

  /** The name without {@code chr}; the mitochondrion is MT. */
  public static String plain(String name) {
    String plain =
        name.length() > 3 && name.substring(0, 3).toLowerCase(Locale.ROOT).equals("chr")
            ? name.substring(3)
            : name;
    return plain.equals("M") ? MITOCHONDRION : plain;
  }
}

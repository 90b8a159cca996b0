package org.medley.jobs.source.vcf;

import java.util.Locale;
import java.util.Map;
import java.util.regex.Pattern;

/**
 * Names of contigs: the table knows {@code 1} and {@code MT} where files also say chr1 and chrM.
 */
public final class Contigs {
  /** The mitochondrion. */
  public static final String MITOCHONDRION = "MT";

  private static final Map<String, String> NUMBERED =
      Map.of("23", "X", "24", "Y", "26", MITOCHONDRION);

  /** Of an assembly file where brackets enclose it, which come in pairs. */
  private static final Pattern LEGAL = Pattern.compile("[^\\s,<>]+|<[^\\s,<>]+>");

  private Contigs() {}

  /** Whether {@code name} may name a contig. */
  public static boolean isLegal(String name) {
    return LEGAL.matcher(name).matches();
  }

  /**
   * The {@link #plain} name in upper case, also where PLINK's numbers say it: 23 is X, 24 is Y and
   * 26 the mitochondrion.
   */
  public static String human(String name) {
    String plain = plain(name).toUpperCase(Locale.ROOT);
    return NUMBERED.getOrDefault(plain, plain(plain));
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

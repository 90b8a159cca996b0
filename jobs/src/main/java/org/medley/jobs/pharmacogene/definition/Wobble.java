package org.medley.jobs.pharmacogene.definition;

import java.util.Map;

/** The letters of IUPAC that stand for one of several bases. */
public final class Wobble {
  private static final String LETTERS = "RYSWKMBDHVN";

  private static final Map<String, String> BASES =
      Map.ofEntries(
          Map.entry("R", "AG"),
          Map.entry("Y", "CT"),
          Map.entry("S", "CG"),
          Map.entry("W", "AT"),
          Map.entry("K", "GT"),
          Map.entry("M", "AC"),
          Map.entry("B", "CGT"),
          Map.entry("D", "AGT"),
          Map.entry("H", "ACT"),
          Map.entry("V", "ACG"),
          Map.entry("N", "ACGT"));

  private Wobble() {}

  /** Whether {@code code} stands for several bases. */
  public static boolean isWobble(String code) {
    return code.length() == 1 && LETTERS.indexOf(code.charAt(0)) >= 0;
  }

  /** Whether {@code bases} are what {@code code}, bases or such a letter, stands for. */
  public static boolean matches(String code, String bases) {
    return code.equals(bases)
        || (isWobble(code) && bases.length() == 1 && BASES.get(code).contains(bases));
  }
}

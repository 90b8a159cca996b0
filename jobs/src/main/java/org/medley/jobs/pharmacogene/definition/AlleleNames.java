package org.medley.jobs.pharmacogene.definition;

import java.math.BigInteger;
import java.util.Comparator;
import java.util.Locale;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * The order of allele names in diplotypes: the reference first, what is not known last, all else
 * with numbers by their size, so that *2 comes before *10 and c.557A&gt;G before c.1679T&gt;G.
 */
public final class AlleleNames {
  /** Orders names. */
  public static final Comparator<String> ORDER = AlleleNames::compare;

  private static final Set<String> FIRST = Set.of("reference", "any", "all");
  private static final Set<String> LAST = Set.of("other", "unknown");
  private static final Pattern PARTS = Pattern.compile("[0-9]+|[^0-9]+");

  private AlleleNames() {}

  private static int compare(String left, String right) {
    int byRank = Integer.compare(rank(left), rank(right));
    if (byRank != 0) {
      return byRank;
    }
    Matcher one = PARTS.matcher(left);
    Matcher other = PARTS.matcher(right);
    while (one.find()) {
      if (!other.find()) {
        return 1;
      }
      int byPart = parts(one.group(), other.group());
      if (byPart != 0) {
        return byPart;
      }
    }
    return other.find() ? -1 : left.compareTo(right);
  }

  private static int rank(String name) {
    String lower = name.toLowerCase(Locale.ROOT);
    return FIRST.contains(lower) ? 0 : LAST.contains(lower) ? 2 : 1;
  }

  private static int parts(String left, String right) {
    if (isDigit(left.charAt(0)) && isDigit(right.charAt(0))) {
      return new BigInteger(left).compareTo(new BigInteger(right));
    }
    int ignoringCase = left.compareToIgnoreCase(right);
    return ignoringCase != 0 ? ignoringCase : left.compareTo(right);
  }

  private static boolean isDigit(char c) {
    return c >= '0' && c <= '9';
  }
}

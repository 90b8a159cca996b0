package org.medley.jobs.source.vcf.annotation;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.regex.Pattern;

/**
 * Which alternate of a line an annotation means. SnpEff names it as the line does. VEP has a
 * notation of its own (ensembl-vep, Parser/VCF.pm): where a line with one alternate changes the
 * length and both alleles begin with the same base, that base is left out, and what is then empty
 * is a hyphen; with several alternates the same is done to all of them, if any changes the length
 * and all, but for {@code *}, begin with the same base. With its option --minimal each alternate is
 * cut at both ends by itself. The number ALLELE_NUM settles what the notation leaves open, and is
 * not believed where it contradicts the notation: a line that was split keeps the annotations, and
 * the numbers, of alternates that it no longer has.
 *
 * <p>The annotations of a line are in one notation. Where they name exactly the alternates as the
 * common one does, that is it: a minimal name is never longer, so that no other alternate could
 * have the same names. Where they name something that the line does not have, it was made of
 * another line, whose notation nobody knows, and a name that could be of either is ambiguous.
 */
final class AlternateNames {
  /** Stands for an annotation of no alternate of the line. */
  static final int NONE = 0;

  /** Stands for an annotation that may be of several alternates. */
  static final int AMBIGUOUS = -1;

  /** What VEP calls symbolic alternates (Sequence Ontology). */
  private static final Map<String, String> SYMBOLIC =
      Map.of(
          "DEL", "deletion",
          "INS", "insertion",
          "DUP", "duplication",
          "DUP:TANDEM", "tandem_duplication",
          "INV", "inversion",
          "CNV", "copy_number_variation");

  private static final Pattern NUMBER = Pattern.compile("[1-9]\\d{0,3}");
  private static final String NOTHING = "-";
  private static final String OVERLAPPING_DELETION = "*";

  private final List<String> alternates;
  private final List<String> names;
  private final List<String> minimal;
  private final boolean torn;

  private AlternateNames(
      List<String> alternates, List<String> names, List<String> minimal, boolean torn) {
    this.alternates = alternates;
    this.names = names;
    this.minimal = minimal;
    this.torn = torn;
  }

  /** The names that SnpEff gives the alternates. */
  static AlternateNames asStated(List<String> alternates) {
    return new AlternateNames(alternates, alternates, alternates, false);
  }

  /**
   * The names that VEP gives the alternates of a site.
   *
   * @param used the alleles that the annotations of the line name
   */
  static AlternateNames ofVep(String reference, List<String> alternates, Set<String> used) {
    boolean cut = isCut(reference, alternates);
    List<String> names = new ArrayList<>();
    List<String> minimal = new ArrayList<>();
    for (String alternate : alternates) {
      names.add(cut && isBases(alternate) ? named(alternate.substring(1)) : named(alternate));
      minimal.add(minimal(reference, alternate));
    }
    Set<String> named = new HashSet<>();
    used.forEach(allele -> named.add(allele.toUpperCase(Locale.ROOT)));
    named.remove(OVERLAPPING_DELETION);
    return alternates.size() == 1
        ? ofOne(alternates, names, minimal, named)
        : ofSeveral(reference, alternates, names, minimal, named);
  }

  private static AlternateNames ofOne(
      List<String> alternates, List<String> names, List<String> minimal, Set<String> used) {
    boolean settled = used.contains(names.get(0));
    boolean torn = settled && !names.equals(alternates) && used.containsAll(alternates);
    return new AlternateNames(alternates, names, settled ? names : minimal, torn);
  }

  private static AlternateNames ofSeveral(
      String reference,
      List<String> alternates,
      List<String> names,
      List<String> minimal,
      Set<String> used) {
    Set<String> common = new HashSet<>(names);
    common.remove(OVERLAPPING_DELETION);
    Set<String> known = new HashSet<>(names);
    known.addAll(minimal);
    boolean varies =
        alternates.stream().anyMatch(alternate -> alternate.length() != reference.length());
    return new AlternateNames(
        alternates,
        names,
        common.equals(used) ? names : minimal,
        varies && !known.containsAll(used));
  }

  private static boolean isCut(String reference, List<String> alternates) {
    boolean sameLength = true;
    boolean sameFirst = true;
    for (String alternate : alternates) {
      boolean bases = isBases(alternate);
      sameLength &= alternate.length() == reference.length();
      sameFirst &=
          alternate.equals(OVERLAPPING_DELETION)
              || (bases && alternate.charAt(0) == reference.charAt(0));
    }
    return !sameLength && sameFirst;
  }

  /**
   * The number, from 1, of the alternate that {@code allele} names; {@link #NONE} or {@link
   * #AMBIGUOUS}.
   *
   * @param stated ALLELE_NUM, as it stands there; null: not stated
   */
  int alternate(String allele, String stated) {
    String name = allele.toUpperCase(Locale.ROOT);
    int found = NONE;
    boolean several = false;
    for (int i = 1; i <= alternates.size(); i++) {
      if (names.get(i - 1).equals(name) || minimal.get(i - 1).equals(name)) {
        if (!torn && Integer.toString(i).equals(stated)) {
          return i;
        }
        several |= found != NONE;
        found = i;
      }
    }
    if (several || (torn && found != NONE)) {
      return AMBIGUOUS;
    }
    return isOfLine(stated) ? NONE : found;
  }

  /** Whether {@code number} is that of an alternate here. */
  private boolean isOfLine(String number) {
    return number != null
        && NUMBER.matcher(number).matches()
        && Integer.parseInt(number) <= alternates.size();
  }

  private static String minimal(String reference, String alternate) {
    if (!isBases(alternate)) {
      return named(alternate);
    }
    int shorter = Math.min(reference.length(), alternate.length());
    int start = 0;
    while (start < shorter && reference.charAt(start) == alternate.charAt(start)) {
      start++;
    }
    int end = 0;
    while (end < shorter - start
        && reference.charAt(reference.length() - 1 - end)
            == alternate.charAt(alternate.length() - 1 - end)) {
      end++;
    }
    return named(alternate.substring(start, alternate.length() - end));
  }

  private static String named(String allele) {
    if (allele.startsWith("<") && allele.endsWith(">")) {
      String type = allele.substring(1, allele.length() - 1);
      return SYMBOLIC.getOrDefault(type, type).toUpperCase(Locale.ROOT);
    }
    return allele.isEmpty() ? NOTHING : allele.toUpperCase(Locale.ROOT);
  }

  private static boolean isBases(String allele) {
    return !allele.isEmpty() && allele.chars().allMatch(base -> "ACGTN".indexOf(base) >= 0);
  }
}

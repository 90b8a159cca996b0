package org.medley.jobs.polygenic.weight;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.regex.Pattern;
import org.medley.jobs.source.vcf.Contigs;

/** The cells of one row by the names of their columns, and what is wrong with them. */
final class Cells {
  private static final Set<String> NOT_STATED = Set.of("", ".", "NA", "NR", "None", "nan");
  private static final Set<String> TRUE = Set.of("true", "1");
  private static final Set<String> FALSE = Set.of("false", "0");
  private static final Pattern NUMBER =
      Pattern.compile("[+-]?(\\d+(\\.\\d*)?|\\.\\d+)([eE][+-]?\\d{1,4})?");
  private static final Pattern POSITION = Pattern.compile("[1-9]\\d{0,8}");
  private static final Pattern BASES = Pattern.compile("[ACGT]+");

  private final Columns columns;
  private final List<String> cells;
  private final List<String> problems = new ArrayList<>();

  Cells(Columns columns, List<String> cells) {
    this.columns = columns;
    this.cells = cells;
  }

  /** Whether {@code text} says something. */
  static boolean isStated(String text) {
    return !NOT_STATED.contains(text);
  }

  /** Whether {@code allele} is of bases. */
  static boolean isBases(String allele) {
    return BASES.matcher(allele).matches();
  }

  /** What is wrong with the cells that were asked for. */
  List<String> problems() {
    return problems;
  }

  void problem(String what) {
    problems.add(what);
  }

  /** What stands under {@code name}; null where there is no such column or nothing is stated. */
  String text(String name) {
    int at = columns.at(name);
    String text = at < 0 ? "" : cells.get(at).strip();
    return isStated(text) ? text : null;
  }

  /** The allele in upper case, one text for all rows; null as above. */
  String allele(String name) {
    String text = text(name);
    return text == null ? null : text.toUpperCase(Locale.ROOT).intern();
  }

  /** The contig's name, one text for all rows; null as above. */
  String contig(String name) {
    String text = text(name);
    return text == null ? null : Contigs.human(text).intern();
  }

  /** A position from 1; 0 where nothing is stated or it is wrong. */
  int position(String name) {
    String text = text(name);
    if (text != null && !POSITION.matcher(text).matches()) {
      problems.add("%s '%s' is not a position".formatted(name, text));
      return 0;
    }
    return text == null ? 0 : Integer.parseInt(text);
  }

  /** Whether the cell says yes; no where nothing is stated. */
  boolean flag(String name) {
    String text = text(name);
    if (text == null) {
      return false;
    }
    String lower = text.toLowerCase(Locale.ROOT);
    if (!TRUE.contains(lower) && !FALSE.contains(lower)) {
      problems.add("%s '%s' is neither True nor False".formatted(name, text));
    }
    return TRUE.contains(lower);
  }

  /** A finite number; null where nothing is stated or it is wrong. */
  Double number(String name) {
    String text = text(name);
    if (text == null) {
      return null;
    }
    double number = NUMBER.matcher(text).matches() ? Double.parseDouble(text) : Double.NaN;
    if (!Double.isFinite(number)) {
      problems.add("%s '%s' is not a number".formatted(name, text));
      return null;
    }
    return number;
  }
}

package org.medley.jobs.polygenic.weight;

import java.util.Arrays;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.regex.Pattern;

/**
 * The columns of a scoring file, by the line that names them: those of the PGS Catalog, or an id,
 * an allele and a weight as PLINK's users write them, parted by tabs or, where the line has none,
 * by white space.
 */
final class Columns {
  private static final String TAB = "\t";
  private static final Pattern SPACE = Pattern.compile("\\s+");
  private static final List<String> IDS = List.of("id", "snp", "variant_id", "variant", "rsid");
  private static final List<String> ALLELES = List.of("a1", "allele", "allele1", "effect_allele");
  private static final List<String> WEIGHTS =
      List.of("weight", "beta", "score", "effect", "effect_weight");

  private final List<String> names;
  private final boolean tabs;

  private Columns(List<String> names, boolean tabs) {
    this.names = names;
    this.tabs = tabs;
  }

  /** The columns that {@code line} names, a leading # or not. */
  static Columns of(String line) {
    String text = line.startsWith("#") ? line.substring(1) : line;
    boolean tabs = text.contains(TAB);
    List<String> names =
        Arrays.stream(tabs ? text.split(TAB, -1) : SPACE.split(text.strip()))
            .map(String::strip)
            .toList();
    return new Columns(names, tabs);
  }

  /** Whether these are columns of the PGS Catalog. */
  boolean areOfCatalog() {
    boolean weighted = at("effect_weight") >= 0 || at("dosage_0_weight") >= 0;
    boolean named = at("rsID") >= 0 || at("chr_position") >= 0 || at("hm_pos") >= 0;
    return at("effect_allele") >= 0 && weighted && named;
  }

  /** Whether these are an id, an allele and a weight. */
  boolean areOfPlink() {
    return id() != null && allele() != null && weight() != null;
  }

  /** Whether no name stands twice. */
  boolean areDistinct() {
    return new HashSet<>(names).size() == names.size();
  }

  /** The column of ids; null: none. */
  String id() {
    return first(IDS);
  }

  /** The column of effect alleles; null: none. */
  String allele() {
    return first(ALLELES);
  }

  /** The column of weights; null: none. */
  String weight() {
    return first(WEIGHTS);
  }

  /** Number of the column with this name; -1: none. */
  int at(String name) {
    return names.indexOf(name);
  }

  int size() {
    return names.size();
  }

  List<String> split(String line) {
    return List.of(tabs ? line.split(TAB, -1) : SPACE.split(line.strip()));
  }

  private String first(List<String> known) {
    return names.stream()
        .filter(name -> known.contains(name.toLowerCase(Locale.ROOT)))
        .findFirst()
        .orElse(null);
  }
}

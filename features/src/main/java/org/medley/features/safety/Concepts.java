package org.medley.features.safety;

import java.util.Collection;

/** How codes that rules know are called inside: a kind, a colon and a name. */
final class Concepts {
  static final String GENE_SYSTEM = "PHARMACOGENE//";
  static final String SCORE = ":activity-score";

  /** What says that someone has no allergy. */
  static final String NO_ALLERGY = "set:no-known-allergy";

  private Concepts() {}

  static String ingredient(String name) {
    return "drug:" + name;
  }

  static String group(String name) {
    return "group:" + name;
  }

  static String set(String name) {
    return "set:" + name;
  }

  static String analyte(String name) {
    return "analyte:" + name;
  }

  static String gene(String symbol) {
    return "gene:" + symbol;
  }

  static String score(String symbol) {
    return "score:" + symbol;
  }

  static String advice(String drug) {
    return "advice:" + drug;
  }

  static String[] ingredients(Collection<String> names) {
    return names.stream().sorted().map(Concepts::ingredient).toArray(String[]::new);
  }
}

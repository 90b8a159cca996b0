package org.medley.jobs.polygenic.weight;

import java.util.List;
import java.util.Locale;

/**
 * What became of a weight; each has one category, so that these add up to the weights of a file.
 * The first six count; they stand in the order in which pgsc_calc prefers them.
 */
public enum Category {
  AS_GIVEN("effect and other allele are reference and alternate"),
  SWAPPED("effect and other allele are alternate and reference"),
  COMPLEMENT("as given, on the other strand"),
  COMPLEMENT_SWAPPED("swapped, on the other strand"),
  EFFECT_ONLY("the effect allele is the site's, and no other allele is known"),
  EFFECT_ONLY_COMPLEMENT("the same on the other strand"),
  AMBIGUOUS("A/T or C/G, where the strand cannot be told"),
  MULTIALLELIC("the site has several alternates"),
  DUPLICATE("several weights for one variant, or several lines of VCF for one weight"),
  UNMATCHED("no line of VCF has the variant"),
  UNMAPPED("the harmonised file gives no position"),
  INTERACTION("the weight is of an interaction, which is not scored"),
  HAPLOTYPE("the weight is of a haplotype or diplotype, which is not scored"),
  COMPLEX("an allele is not of bases, as of HLA, and is not scored");

  private static final List<Category> NUMBERED = List.of(values());

  private final String meaning;

  Category(String meaning) {
    this.meaning = meaning;
  }

  /** Whether a weight of this category is in the sum. */
  public boolean counts() {
    return compareTo(AMBIGUOUS) < 0;
  }

  /** The category with this number. */
  public static Category of(int number) {
    return NUMBERED.get(number);
  }

  /** Its number, for rows of many. */
  public int number() {
    return NUMBERED.indexOf(this);
  }

  /** The name in answers and logs. */
  public String key() {
    return name().toLowerCase(Locale.ROOT);
  }

  /** The name in words. */
  public String meaning() {
    return meaning;
  }
}

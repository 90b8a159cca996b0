package org.medley.jobs.polygenic.match;

import org.medley.jobs.polygenic.weight.Category;
import org.medley.jobs.polygenic.weight.Variant;

/**
 * Compares the alleles of a weight with those of a line of VCF in the order of pgsc_calc: as given,
 * swapped, complement, complement swapped; where no other allele is known, by the effect allele
 * alone, and its complement.
 *
 * <p>Decision: only single bases are complemented. pgsc_calc complements longer alleles base by
 * base without reversing them, which gives an allele that no strand has. A variant that is known by
 * its id is not complemented either: plink2 does not, and the id says nothing of the strand.
 *
 * <p>Decision: a line without alternates, as in files of all sites, matches weights with its
 * reference base, since every sample is known there; pgsc_calc passes it over, and plink2 takes
 * only effect alleles that are the reference.
 */
final class AlleleMatcher {
  private final SiteAlleles site;
  private final MatchSettings settings;

  AlleleMatcher(SiteAlleles site, MatchSettings settings) {
    this.site = site;
    this.settings = settings;
  }

  /**
   * The match of the weight with this number; null: the site is not its variant. A site that has
   * the weight's id and not its allele is an unmatched one: plink2 uses no id that stands twice.
   */
  Match match(int weight, Variant variant) {
    String effect = variant.effectAllele();
    String other = variant.otherAllele();
    Match direct = match(weight, effect, other, false);
    if (direct == null && !variant.isPlaced()) {
      return new Match(
          weight, Category.EFFECT_ONLY, Category.UNMATCHED, SiteAlleles.FOREIGN, effect);
    }
    if (direct != null || !site.varies()) {
      return direct;
    }
    String complement = complement(effect);
    String otherComplement = other == null ? null : complement(other);
    boolean flips = complement != null && (other == null || otherComplement != null);
    return flips ? match(weight, complement, otherComplement, true) : null;
  }

  private Match match(int weight, String effect, String other, boolean flipped) {
    int effectAt = site.number(effect);
    if (other == null) {
      Category type = flipped ? Category.EFFECT_ONLY_COMPLEMENT : Category.EFFECT_ONLY;
      String partner = effectAt == 0 ? site.onlyAlternate() : site.reference();
      return effectAt < 0 ? null : match(weight, type, effectAt, effect, partner);
    }
    int otherAt = site.number(other);
    if (!site.varies()) {
      effectAt = effectAt == SiteAlleles.FOREIGN ? SiteAlleles.CARRIED_BY_NONE : effectAt;
      otherAt = otherAt == SiteAlleles.FOREIGN ? SiteAlleles.CARRIED_BY_NONE : otherAt;
    }
    if (effectAt == 0 && otherAt != 0 && otherAt != SiteAlleles.FOREIGN) {
      Category type = flipped ? Category.COMPLEMENT : Category.AS_GIVEN;
      return match(weight, type, effectAt, effect, other);
    }
    if (otherAt == 0 && effectAt != 0 && effectAt != SiteAlleles.FOREIGN) {
      Category type = flipped ? Category.COMPLEMENT_SWAPPED : Category.SWAPPED;
      return match(weight, type, effectAt, effect, other);
    }
    return null;
  }

  private Match match(int weight, Category type, int effectAt, String effect, String other) {
    String alleles =
        other == null
            ? effect
            : effect.compareTo(other) < 0 ? effect + "/" + other : other + "/" + effect;
    return new Match(weight, type, category(type, effect, other), effectAt, alleles);
  }

  private Category category(Category type, String effect, String other) {
    String complement = complement(effect);
    boolean ambiguous =
        complement != null
            && (other == null ? site.number(complement) >= 0 : complement.equals(other));
    if (ambiguous && !settings.keepAmbiguous()) {
      return Category.AMBIGUOUS;
    }
    return site.isMultiallelic() && !settings.keepMultiallelic() ? Category.MULTIALLELIC : type;
  }

  /** The base on the other strand; null where the allele is not a single base. */
  private static String complement(String allele) {
    return switch (allele) {
      case "A" -> "T";
      case "C" -> "G";
      case "G" -> "C";
      case "T" -> "A";
      default -> null;
    };
  }
}

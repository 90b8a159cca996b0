package org.medley.jobs.polygenic.match;

import org.medley.jobs.polygenic.weight.Category;

/**
 * A weight that finds its variant in a line of VCF.
 *
 * @param weight number of the weight
 * @param type how the alleles agree, a category that counts
 * @param category what becomes of the weight here: the type, or why it does not count
 * @param effectAllele number of the allele whose copies count, see {@link SiteAlleles}
 * @param alleles both alleles on the site's strand, in either order
 */
public record Match(
    int weight, Category type, Category category, int effectAllele, String alleles) {
  /** The same, with another outcome. */
  Match as(Category outcome) {
    return new Match(weight, type, outcome, effectAllele, alleles);
  }
}

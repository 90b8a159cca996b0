package org.medley.jobs.pharmacogene.call;

import java.io.Serializable;
import java.util.List;
import org.medley.jobs.pharmacogene.match.Diplotype;

/**
 * What follows from one diplotype that a gene may have.
 *
 * @param diplotype by which it was looked up, see {@link
 *     org.medley.jobs.pharmacogene.phenotype.LookupDiplotypes}; null where an outside call gives
 *     none
 * @param phenotypes one, or for HLA genes one for each allele that matters; none if not known
 * @param activityScores one, or all that a phenotype without a diplotype may have; none if not
 *     known or the gene has no scores
 */
public record Interpretation(
    Diplotype diplotype, List<String> phenotypes, List<String> activityScores)
    implements Serializable {

  /** An interpretation with lists of its own. */
  public Interpretation {
    phenotypes = List.copyOf(phenotypes);
    activityScores = List.copyOf(activityScores);
  }
}

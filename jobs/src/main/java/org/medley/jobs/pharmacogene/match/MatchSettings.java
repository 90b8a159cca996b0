package org.medley.jobs.pharmacogene.match;

import java.io.Serializable;

/**
 * How the matcher departs from its ordinary way. Everything but {@link #ORDINARY} is for research.
 *
 * @param allMatches return every pair that is possible, and not those of the highest score alone
 * @param combinations where no pair of alleles explains the sample, return combinations of alleles
 *     and single variants
 * @param genesOfOtherTools call CYP2D6 as well, though its structural variants are not seen
 */
public record MatchSettings(boolean allMatches, boolean combinations, boolean genesOfOtherTools)
    implements Serializable {

  /** What PharmCAT does unasked. */
  public static final MatchSettings ORDINARY = new MatchSettings(false, false, false);
}

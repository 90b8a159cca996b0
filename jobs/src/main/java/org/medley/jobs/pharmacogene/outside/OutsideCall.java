package org.medley.jobs.pharmacogene.outside;

import java.io.Serializable;
import org.medley.jobs.pharmacogene.match.Diplotype;

/**
 * A call of another tool; at least one of diplotype, phenotype and score is there.
 *
 * @param sample name of the sample; null if the file is about one sample only
 * @param gene symbol
 * @param diplotype null if not given
 * @param phenotype as tables name it; null if not given
 * @param activityScore as tables write it; null if not given
 */
public record OutsideCall(
    String sample, String gene, Diplotype diplotype, String phenotype, String activityScore)
    implements Serializable {}

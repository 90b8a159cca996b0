package org.medley.jobs.pharmacogene.phenotype;

import java.io.Serializable;

/**
 * What a table says of a diplotype.
 *
 * @param phenotype such as Poor Metabolizer
 * @param activityScore as the table writes it, such as 1.5, ≥3.0 or n/a; null of a gene without
 *     such scores
 */
public record Outcome(String phenotype, String activityScore) implements Serializable {}

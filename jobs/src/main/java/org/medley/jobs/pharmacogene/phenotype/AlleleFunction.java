package org.medley.jobs.pharmacogene.phenotype;

import java.io.Serializable;

/**
 * What an allele does.
 *
 * @param function in words, such as No function
 * @param activity its activity value as the table writes it, such as 0.5 or n/a; null of a gene
 *     without such values
 * @param key what stands for the allele in rules by function
 */
record AlleleFunction(String function, String activity, String key) implements Serializable {}

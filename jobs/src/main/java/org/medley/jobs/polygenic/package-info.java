/**
 * Polygenic scores of the samples in VCF files: weights as scoring files of the PGS Catalog state
 * them are matched to sites as pgsc_calc does, and summed as {@code plink2 --score} does.
 */
package org.medley.jobs.polygenic;

/**
 * Association scans of VCF files: phenotypes and covariates from files, genotypes from every line,
 * one regression per alternate allele.
 */
package org.medley.jobs.association;

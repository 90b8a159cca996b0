/**
 * Single-variant association: one regression per variant of a phenotype on the copies of an allele
 * and covariates, at a cost that grows with the genotypes that are not reference.
 */
package org.medley.models.association;

/**
 * The ancestry of samples as principal components of their genotypes, and polygenic scores
 * standardised by it.
 */
package org.medley.jobs.polygenic.ancestry;

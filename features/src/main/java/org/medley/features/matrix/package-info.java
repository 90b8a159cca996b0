/**
 * Covariates as sparse rows: the vocabulary fitted on training members, and the matrix under it.
 * Depends on the contracts, the covariate settings and Spark SQL.
 */
package org.medley.features.matrix;

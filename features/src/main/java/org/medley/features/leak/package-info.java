/**
 * Whether a built matrix could hold what was not known: values compared with what known events give
 * by a way of their own. Depends on the contracts, the covariate settings and Spark SQL.
 */
package org.medley.features.leak;

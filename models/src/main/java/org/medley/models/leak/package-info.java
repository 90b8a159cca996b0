/**
 * Whether a covariate alone tells the outcome implausibly well. Depends on the contracts, the
 * settings of the leak audit, Spark SQL and the distributions of Commons Math.
 */
package org.medley.models.leak;

/**
 * Regressions of units fitted from sums: what leaves the executors is of the size of the columns,
 * never of the rows. One pass serves all folds, arms and penalties.
 */
package org.medley.models.effect.fit;

/**
 * Regressions of units fitted from sums: what leaves the executors is of the size of the columns,
 * never of the rows. A pass serves all folds and arms. Of few columns sums of products are kept,
 * and one pass is enough or a few are; of many see {@code effect.sparse}.
 */
package org.medley.models.effect.fit;

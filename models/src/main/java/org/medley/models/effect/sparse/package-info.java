/**
 * Penalised regressions over rows of which most columns are 0. Many models are fitted side by side:
 * a step passes once over the rows and serves all of them, and what tasks exchange has the size of
 * models times columns. Rows lie together in arrays, so that they are small, fast to pass over, and
 * fast to write to disk and read again where memory is too small.
 */
package org.medley.models.effect.sparse;

/**
 * Fits models on training members only: candidates are compared on subject-wise folds, the best is
 * refitted on all, and calibrated on the out-of-fold predictions.
 */
package org.medley.models.train;

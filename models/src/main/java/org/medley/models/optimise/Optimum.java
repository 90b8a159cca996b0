package org.medley.models.optimise;

/**
 * Where a minimisation ended.
 *
 * @param point the arguments
 * @param value of the function with its lasso
 * @param steepest largest absolute entry of the pseudo-gradient: 0 at the minimum
 * @param converged whether that is as small as was asked for
 */
@SuppressWarnings("ArrayRecordComponent") // columns of numbers, compared by no one
public record Optimum(double[] point, double value, double steepest, boolean converged) {}

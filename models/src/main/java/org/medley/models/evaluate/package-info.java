/**
 * Judges a fitted model on members that it did not see: predictions are collected within a stated
 * limit, measured by {@code models.statistics}, and reported under the evaluations contract.
 */
package org.medley.models.evaluate;

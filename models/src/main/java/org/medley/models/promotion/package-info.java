/**
 * Decides whether a newly trained model may take the place of the champion: gates with confidence
 * bounds and declared margins, as pure functions of predictions and metrics.
 */
package org.medley.models.promotion;

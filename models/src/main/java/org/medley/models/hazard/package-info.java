/**
 * Regression of the time to an event on sparse covariates: sums over distributed rows by whole day,
 * the likelihoods that are made of them, and what risk follows from the fitted hazards.
 */
package org.medley.models.hazard;

/**
 * Whether a model is left alone, recalibrated, fitted anew or held: a pure function of a plan that
 * was written beforehand, of what one night saw, and of the nights before. Knows neither Spark nor
 * tables.
 */
package org.medley.models.retrain;

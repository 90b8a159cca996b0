/**
 * What is measured of predictions: one class per kind of number, one line each in {@link
 * org.medley.models.evaluate.measure.Measures} or {@link
 * org.medley.models.evaluate.measure.SurvivalMeasures}.
 */
package org.medley.models.evaluate.measure;

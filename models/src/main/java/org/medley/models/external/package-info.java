/**
 * External validation: a fitted model applied to the members of another data set, the two data sets
 * compared, the model recalibrated or fitted anew there, and a test that says which update the data
 * ask for. Reads nothing by itself and writes nothing.
 */
package org.medley.models.external;

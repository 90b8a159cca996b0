/**
 * How far the members of tonight are from those that a model was fitted to: the population
 * stability index of every covariate and of the risk, with its sampling error. Knows neither Spark
 * nor tables.
 */
package org.medley.models.drift;

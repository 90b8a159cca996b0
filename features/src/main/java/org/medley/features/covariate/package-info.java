/**
 * What was known about each cohort member at its index time: covariate families, their registry,
 * and the one pass over the events that serves them all. Depends on the contracts and Spark SQL.
 */
package org.medley.features.covariate;

/** Starts Spark: the same settings in {@code local[*]} and under {@code spark-submit}. */
package org.medley.jobs.session;

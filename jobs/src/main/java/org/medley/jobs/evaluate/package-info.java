/**
 * Judges the predictions in a file of anybody's with the measures of the night: reading and checks
 * are here, the numbers come from {@code models.evaluate}.
 */
package org.medley.jobs.evaluate;

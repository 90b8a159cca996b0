/**
 * Statistics of binary predictions on plain arrays: discrimination, calibration, utility and their
 * intervals. Pure Java without Spark; every class names the paper it follows.
 */
package org.medley.models.statistics;

/**
 * Statistics of predicted risks of an event in time, on plain arrays: right censoring, ties,
 * weights and competing events. Pure Java without Spark; every class names the paper it follows.
 */
package org.medley.models.statistics.survival;

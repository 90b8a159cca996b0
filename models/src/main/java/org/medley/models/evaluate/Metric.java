package org.medley.models.evaluate;

import org.medley.models.statistics.Estimate;

/**
 * One number of an evaluation.
 *
 * @param subgroup {@code all} or {@code name=value}
 * @param name of the metric
 * @param estimate value, interval and method
 * @param n members behind it
 * @param events outcomes among them
 */
public record Metric(String subgroup, String name, Estimate estimate, long n, long events) {
  /** The subgroup of everybody. */
  public static final String ALL = "all";
}

package org.medley.features.cohort;

/** What the values of a predicate in a window come to. Without a value there is none of them. */
public enum Aggregate {
  /** The least. */
  MIN,
  /** The greatest. */
  MAX,
  /** The sum over the number, summed in the order of time and value. */
  MEAN,
  /** The one of the latest time; of several then the greatest. */
  LAST,
  /** The slope of the least-squares line over time, per day; none if all are of one time. */
  SLOPE
}

package org.medley.models.hazard;

import java.io.Serializable;

/**
 * Equal intervals of the time-at-risk. An interval counts for a row that has the event in it or is
 * followed to its end; who is lost within it does not count in it.
 *
 * @param horizon last day of the time-at-risk
 * @param weighted weight of the events in each interval; where there is none the hazard is zero
 */
@SuppressWarnings("ArrayRecordComponent") // columns of numbers, compared by no one
record Intervals(int horizon, double[] weighted) implements Serializable {

  /** {@code count} intervals of the days of {@code rows}. Passes over them once. */
  static Intervals of(TimedRows rows, int count) {
    Intervals empty = new Intervals(rows.days() - 1, new double[count]);
    return new Intervals(empty.horizon, rows.sum(empty::events, count));
  }

  private double[] events(Block block) {
    double[] sums = new double[weighted.length];
    for (int i = 0; i < block.size(); i++) {
      if (block.cause()[i] == 1) {
        sums[seen(block.day()[i], true) - 1] += block.weight()[i];
      }
    }
    return sums;
  }

  /** Number of intervals that count for a row; the last holds the event if there is one. */
  int seen(int day, boolean event) {
    int whole = horizon == 0 ? 0 : (int) ((long) day * weighted.length / horizon);
    return event ? Math.min(whole + 1, weighted.length) : whole;
  }

  /** Whether interval {@code k} has an event. */
  boolean used(int k) {
    return weighted[k] > 0;
  }
}

package org.medley.models.statistics.survival;

import java.util.Arrays;

/** Kaplan-Meier estimate of remaining under observation, G. */
final class Censoring {
  private final double[] before;
  private final double[] until;

  private Censoring(double[] before, double[] until) {
    this.before = before;
    this.until = until;
  }

  /** Who is at risk of a loss at a time. */
  enum AtRisk {
    /** All with this time or a later one, as in R's {@code survfit(Surv(time, status == 0))}. */
    ALL,
    /** Those without events at this time, as in R's {@code survival::concordance}. */
    WITHOUT_EVENTS
  }

  /** Fitted to samples with ascending times. */
  static Censoring of(double[] time, int[] cause, double[] weight, AtRisk rule) {
    double[] before = new double[time.length];
    double[] until = new double[time.length];
    double atRisk = Arrays.stream(weight).sum();
    double observed = 1;
    int i = 0;
    while (i < time.length) {
      int end = i;
      double lost = 0;
      double left = 0;
      for (; end < time.length && time[end] == time[i]; end++) {
        left += weight[end];
        lost += cause[end] == TimedPredictions.CENSORED ? weight[end] : 0;
      }
      Arrays.fill(before, i, end, observed);
      double candidates = rule == AtRisk.ALL ? atRisk : atRisk - (left - lost);
      observed *= lost > 0 ? Math.max(0, 1 - lost / candidates) : 1;
      Arrays.fill(until, i, end, observed);
      atRisk -= left;
      i = end;
    }
    return new Censoring(before, until);
  }

  /** G just before the time of sample {@code i}. */
  double before(int i) {
    return before[i];
  }

  /** G at {@code horizon}, that is after the losses of this time. */
  double at(double horizon, double[] time) {
    int i = last(horizon, time);
    return i < 0 ? 1 : until[i];
  }

  /** G just before {@code horizon}. */
  double justBefore(double horizon, double[] time) {
    int i = last(horizon, time);
    if (i < 0) {
      return 1;
    }
    return time[i] == horizon ? before[i] : until[i];
  }

  private static int last(double horizon, double[] time) {
    int low = 0;
    int high = time.length;
    while (low < high) {
      int middle = (low + high) / 2;
      if (time[middle] <= horizon) {
        low = middle + 1;
      } else {
        high = middle;
      }
    }
    return low - 1;
  }
}

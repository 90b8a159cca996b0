package org.medley.models.statistics.survival;

import java.util.Arrays;

/**
 * Share of subjects with the event by a time: one minus Kaplan-Meier (JASA 1958;53:457), and with
 * competing events the cumulative incidence of Aalen and Johansen (Scand J Stat 1978;5:141), which
 * is the same where there are none. Events come before losses at the same time.
 */
public final class Incidence {
  private Incidence() {}

  /**
   * The incidence by {@code horizon} among the samples of positive weight, times ascending.
   *
   * @return NaN if nobody has weight; where follow-up ends before the horizon, the last value
   */
  public static double by(double horizon, double[] time, int[] cause, double[] weight) {
    double atRisk = Arrays.stream(weight).sum();
    if (!(atRisk > 0)) {
      return Double.NaN;
    }
    double free = 1;
    double incidence = 0;
    int i = 0;
    while (i < time.length && time[i] <= horizon) {
      double events = 0;
      double others = 0;
      double left = 0;
      double now = time[i];
      for (; i < time.length && time[i] == now; i++) {
        left += weight[i];
        events += cause[i] == TimedPredictions.EVENT ? weight[i] : 0;
        others += cause[i] > TimedPredictions.EVENT ? weight[i] : 0;
      }
      if (events + others > 0) {
        incidence += free * events / atRisk;
        free *= 1 - (events + others) / atRisk;
      }
      atRisk -= left;
    }
    return incidence;
  }
}

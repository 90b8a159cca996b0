package org.medley.models.hazard;

import java.io.Serializable;

/**
 * Events by day with Efron's treatment of ties (JASA 1977;72:557): of d events on one day the k-th
 * sees the risk set less k/d of those who have the event on that day.
 */
@SuppressWarnings("ArrayRecordComponent") // columns of numbers, compared by no one
record RiskSets(double[] events, double[] eventWeight) {

  /**
   * What the risk sets give at some coefficients.
   *
   * @param logSums sum over events of weight times log of the risk set's sum
   * @param cumulative baseline hazard up to and including each day
   * @param spared part of the day's hazard from which those with the event on that day are spared
   */
  @SuppressWarnings("ArrayRecordComponent") // columns of numbers, compared by no one
  record Hazard(double logSums, double[] cumulative, double[] spared) implements Serializable {}

  /**
   * @param leaving sums of weight times exp(linear predictor) over those whose follow-up ends on
   *     each day
   * @param dying the same over those among them with the event
   */
  Hazard hazard(double[] leaving, double[] dying) {
    int days = events.length;
    double[] step = new double[days];
    double[] spared = new double[days];
    double logSums = 0;
    double atRisk = 0;
    for (int day = days - 1; day >= 0; day--) {
      atRisk += leaving[day];
      double each = eventWeight[day] / events[day];
      for (int k = 0; k < events[day]; k++) {
        double share = k / events[day];
        double sum = atRisk - share * dying[day];
        logSums += each * Math.log(sum);
        step[day] += each / sum;
        spared[day] += each * share / sum;
      }
    }
    for (int day = 1; day < days; day++) {
      step[day] += step[day - 1];
    }
    return new Hazard(logSums, step, spared);
  }
}

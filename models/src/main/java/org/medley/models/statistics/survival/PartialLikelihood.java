package org.medley.models.statistics.survival;

import java.util.Arrays;

/** Log partial likelihood with Efron's ties, its derivatives and the baseline hazard. */
final class PartialLikelihood {
  private final double[] time;
  private final boolean[] event;
  private final double[][] x;
  private final double[] weight;
  private final int[] order;
  private final double[] means;

  /**
   * Of the samples that {@code order} names, times ascending.
   *
   * @param means of the covariates, taken off them within sums
   */
  PartialLikelihood(
      double[] time, boolean[] event, double[][] x, double[] weight, int[] order, double[] means) {
    this.time = time;
    this.event = event;
    this.x = x;
    this.weight = weight;
    this.order = order;
    this.means = means;
  }

  /**
   * The likelihood at some coefficients.
   *
   * @param information negative second derivatives
   * @param events number of samples with the event
   */
  @SuppressWarnings("ArrayRecordComponent") // columns of numbers, compared by no one
  record Terms(double value, double[] gradient, double[][] information, int events) {}

  /** Sums over a set of samples of exp(linear), and times one and two covariates. */
  private static final class Moments {
    private double zero;
    private final double[] one;
    private final double[][] two;

    Moments(int k) {
      this.one = new double[k];
      this.two = new double[k][k];
    }

    void add(double weight, double[] row) {
      zero += weight;
      for (int a = 0; a < one.length; a++) {
        one[a] += weight * row[a];
        for (int b = 0; b <= a; b++) {
          two[a][b] += weight * row[a] * row[b];
        }
      }
    }
  }

  /** Value and derivatives at {@code beta}. */
  Terms at(double[] beta) {
    int k = beta.length;
    double[] gradient = new double[k];
    double[][] information = new double[k][k];
    double value = 0;
    int events = 0;
    Moments atRisk = new Moments(k);
    int end = order.length;
    while (end > 0) {
      Moments dying = new Moments(k);
      double dyingWeight = 0;
      int deaths = 0;
      int start = end;
      double now = time[order[end - 1]];
      while (start > 0 && time[order[start - 1]] == now) {
        start--;
        int i = order[start];
        double[] row = centred(i);
        double linear = dot(row, beta);
        double hazard = weight[i] * Math.exp(linear);
        atRisk.add(hazard, row);
        if (event[i]) {
          deaths++;
          dying.add(hazard, row);
          dyingWeight += weight[i];
          value += weight[i] * linear;
          for (int a = 0; a < k; a++) {
            gradient[a] += weight[i] * row[a];
          }
        }
      }
      for (int tie = 0; tie < deaths; tie++) {
        value -=
            tied(atRisk, dying, tie / (double) deaths, dyingWeight / deaths, gradient, information);
      }
      events += deaths;
      end = start;
    }
    for (int a = 0; a < k; a++) {
      for (int b = 0; b < a; b++) {
        information[b][a] = information[a][b];
      }
    }
    return new Terms(value, gradient, information, events);
  }

  /** The cumulative hazard of a subject whose covariates are all zero. */
  CoxFit.Baseline baseline(double[] beta) {
    double shift = Math.exp(-dot(means, beta));
    double[] steps = new double[order.length];
    double[] times = new double[order.length];
    int count = 0;
    double atRisk = 0;
    int end = order.length;
    while (end > 0) {
      double dying = 0;
      double dyingWeight = 0;
      int deaths = 0;
      int start = end;
      double now = time[order[end - 1]];
      while (start > 0 && time[order[start - 1]] == now) {
        start--;
        int i = order[start];
        double hazard = weight[i] * Math.exp(dot(centred(i), beta));
        atRisk += hazard;
        if (event[i]) {
          deaths++;
          dying += hazard;
          dyingWeight += weight[i];
        }
      }
      double step = 0;
      for (int tie = 0; tie < deaths; tie++) {
        step += dyingWeight / deaths / (atRisk - tie / (double) deaths * dying);
      }
      if (deaths > 0) {
        times[count] = now;
        steps[count] = step * shift;
        count++;
      }
      end = start;
    }
    return ascending(times, steps, count);
  }

  private static CoxFit.Baseline ascending(double[] times, double[] steps, int count) {
    double[] time = new double[count];
    double[] hazard = new double[count];
    double sum = 0;
    for (int i = 0; i < count; i++) {
      time[i] = times[count - 1 - i];
      sum += steps[count - 1 - i];
      hazard[i] = sum;
    }
    return new CoxFit.Baseline(time, hazard);
  }

  /** Takes one of the tied deaths off the gradient and gives what it takes off the value. */
  private static double tied(
      Moments atRisk,
      Moments dying,
      double share,
      double weight,
      double[] gradient,
      double[][] information) {
    double zero = atRisk.zero - share * dying.zero;
    double[] mean = new double[gradient.length];
    Arrays.setAll(mean, a -> (atRisk.one[a] - share * dying.one[a]) / zero);
    for (int a = 0; a < mean.length; a++) {
      gradient[a] -= weight * mean[a];
      for (int b = 0; b <= a; b++) {
        double second = (atRisk.two[a][b] - share * dying.two[a][b]) / zero;
        information[a][b] += weight * (second - mean[a] * mean[b]);
      }
    }
    return weight * Math.log(zero);
  }

  private double[] centred(int i) {
    double[] row = new double[means.length];
    for (int j = 0; j < row.length; j++) {
      row[j] = x[i][j] - means[j];
    }
    return row;
  }

  private static double dot(double[] a, double[] b) {
    double sum = 0;
    for (int j = 0; j < a.length; j++) {
      sum += a[j] * b[j];
    }
    return sum;
  }
}

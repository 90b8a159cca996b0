package org.medley.models.hazard;

import java.util.Arrays;
import org.medley.models.optimise.Smooth;

/**
 * The mean negative log partial likelihood of Cox (J R Stat Soc B 1972;34:187) with Efron's ties,
 * plus a ridge, of the coefficients of standardised covariates.
 *
 * <p>Decision: a value takes one pass that sums exp(linear predictor) by day, and a gradient a
 * second one, since the gradient is the sum over rows of covariates times martingale residuals
 * (Therneau, Grambsch and Fleming, Biometrika 1990;77:147), which need the day's cumulative hazard
 * only. So rows need not be sorted, and no sum over a risk set is kept per covariate.
 */
final class CoxLikelihood implements Smooth {
  private final TimedRows rows;
  private final int cause;
  private final double ridge;
  private final RiskSets sets;
  private final double[] atEvents;
  private final double events;
  private double[] last;
  private RiskSets.Hazard hazard;

  /**
   * Of the event {@code cause}; whoever has another one is lost on that day. Passes over the rows.
   *
   * @throws NotFitted if nobody has the event
   */
  CoxLikelihood(TimedRows rows, int cause, double ridge) {
    this.rows = rows;
    this.cause = cause;
    this.ridge = ridge;
    int width = rows.width();
    int days = rows.days();
    double[] sums = rows.sum(block -> events(block, cause, width, days), width + 2 * days);
    double[] count = Arrays.copyOfRange(sums, width, width + days);
    double[] weight = Arrays.copyOfRange(sums, width + days, width + 2 * days);
    this.events = Arrays.stream(weight).sum();
    if (events == 0) {
      throw new NotFitted("nobody has the event");
    }
    this.sets = new RiskSets(count, weight);
    this.atEvents = rows.standardised(Arrays.copyOf(sums, width), events);
  }

  @Override
  public double value(double[] x) {
    hazardAt(x);
    double sum = hazard.logSums();
    double squares = 0;
    for (int j = 0; j < x.length; j++) {
      sum -= x[j] * atEvents[j];
      squares += x[j] * x[j];
    }
    return sum / rows.weight() + ridge / 2 * squares;
  }

  @Override
  public double[] gradient(double[] x) {
    RiskSets.Hazard now = hazardAt(x);
    Linear linear = rows.linear(x);
    int width = rows.width();
    int own = cause;
    double[] sums = rows.sum(block -> expected(block, linear, own, now, width), width + 1);
    double[] gradient = rows.standardised(sums, sums[width]);
    for (int j = 0; j < width; j++) {
      gradient[j] = (gradient[j] - atEvents[j]) / rows.weight() + ridge * x[j];
    }
    return gradient;
  }

  /** The cumulative baseline hazard by day, of a row at the means, at {@code x}. */
  double[] baseline(double[] x) {
    return hazardAt(x).cumulative();
  }

  private RiskSets.Hazard hazardAt(double[] x) {
    if (!Arrays.equals(x, last)) {
      Linear linear = rows.linear(x);
      int days = rows.days();
      int own = cause;
      double[] sums = rows.sum(block -> byDay(block, linear, own, days), 2 * days);
      hazard = sets.hazard(Arrays.copyOf(sums, days), Arrays.copyOfRange(sums, days, 2 * days));
      last = x.clone();
    }
    return hazard;
  }

  private static double[] events(Block block, int cause, int width, int days) {
    double[] sums = new double[width + 2 * days];
    for (int i = 0; i < block.size(); i++) {
      if (block.cause()[i] == cause) {
        double weight = block.weight()[i];
        block.add(i, weight, sums);
        sums[width + block.day()[i]]++;
        sums[width + days + block.day()[i]] += weight;
      }
    }
    return sums;
  }

  private static double[] byDay(Block block, Linear linear, int cause, int days) {
    double[] sums = new double[2 * days];
    for (int i = 0; i < block.size(); i++) {
      double hazard = hazard(block, i, linear);
      sums[block.day()[i]] += hazard;
      if (block.cause()[i] == cause) {
        sums[days + block.day()[i]] += hazard;
      }
    }
    return sums;
  }

  /** Sums of covariates times expected events, and of the expected events. */
  private static double[] expected(
      Block block, Linear linear, int cause, RiskSets.Hazard hazard, int width) {
    double[] sums = new double[width + 1];
    for (int i = 0; i < block.size(); i++) {
      int day = block.day()[i];
      double exposure = hazard.cumulative()[day];
      if (block.cause()[i] == cause) {
        exposure -= hazard.spared()[day];
      }
      double expected = hazard(block, i, linear) * exposure;
      block.add(i, expected, sums);
      sums[width] += expected;
    }
    return sums;
  }

  private static double hazard(Block block, int i, Linear linear) {
    return block.weight()[i] * Math.exp(linear.offset() + block.dot(i, linear.coefficients()));
  }
}

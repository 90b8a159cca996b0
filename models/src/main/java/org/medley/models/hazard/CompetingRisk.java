package org.medley.models.hazard;

import java.util.ArrayList;
import java.util.List;

/**
 * Cumulative incidence of an outcome beside a competing event, from the hazard of either: the
 * combination of Aalen and Johansen (Scand J Stat 1978;5:141) for Cox's model (Andersen and
 * Keiding, Stat Med 2002;21:1074). Between two days hazards are constant, so that a day's share of
 * the leaving is 1 - exp(-(a + b)), and a/(a + b) of it has the outcome; it is never above one.
 *
 * @param outcome log relative hazard of the outcome
 * @param competing log relative hazard of the competing events together
 * @param steps baseline increments of both hazards on the days with an event, in order
 */
public record CompetingRisk(Linear outcome, Linear competing, List<Step> steps)
    implements RiskFunction {

  /** Increments of a day. */
  public record Step(double outcome, double competing) implements java.io.Serializable {}

  /** Copies the steps. */
  public CompetingRisk {
    steps = List.copyOf(steps);
  }

  /** Of two models of the same rows. */
  public static CompetingRisk of(CoxModel outcome, CoxModel competing) {
    List<Step> steps = new ArrayList<>();
    double[] a = outcome.cumulative();
    double[] b = competing.cumulative();
    for (int day = 0; day < a.length; day++) {
      double first = day == 0 ? a[0] : a[day] - a[day - 1];
      double second = day == 0 ? b[0] : b[day] - b[day - 1];
      if (first > 0 || second > 0) {
        steps.add(new Step(first, second));
      }
    }
    return new CompetingRisk(outcome.linear(), competing.linear(), steps);
  }

  @Override
  public List<Linear> predictors() {
    return List.of(outcome, competing);
  }

  @Override
  public double logOdds(double[] values) {
    return RiskFunction.ofRisk(incidence(values));
  }

  /** The incidence at the horizon for the two linear predictors. */
  public double incidence(double[] values) {
    double a = Math.exp(values[0]);
    double b = Math.exp(values[1]);
    double free = 1;
    double incidence = 0;
    for (Step step : steps) {
      double own = step.outcome * a;
      double all = own + step.competing * b;
      incidence += free * -Math.expm1(-all) * own / all;
      free *= Math.exp(-all);
    }
    return incidence;
  }
}

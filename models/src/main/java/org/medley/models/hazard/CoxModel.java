package org.medley.models.hazard;

import java.io.Serializable;

/**
 * A proportional hazard of one cause.
 *
 * @param linear the log relative hazard, 0 at the means of the training rows
 * @param cumulative baseline hazard up to and including each day, by Breslow's estimator with
 *     Efron's increments at ties: R's {@code basehaz} at the means
 */
@SuppressWarnings("ArrayRecordComponent") // columns of numbers, compared by no one
public record CoxModel(Linear linear, double[] cumulative) implements Serializable {

  /**
   * The penalised fit of the hazard of {@code cause}; other causes end the follow-up. Passes over
   * the rows twice per step.
   *
   * @throws NotFitted if nobody has the event or the likelihood has no maximum
   */
  public static CoxModel fit(TimedRows rows, int cause, Penalty penalty) {
    CoxLikelihood likelihood = new CoxLikelihood(rows, cause, penalty.ridge());
    double[] x = penalty.minimum(likelihood, new double[rows.width()], rows);
    return new CoxModel(rows.linear(x), likelihood.baseline(x));
  }

  /** The hazard of what never happens. */
  public static CoxModel never(int width, int days) {
    return new CoxModel(new Linear(new double[width], 0), new double[days]);
  }
}

package org.medley.models.hazard;

import java.io.Serializable;
import java.util.Arrays;
import org.medley.models.optimise.Optimum;
import org.medley.models.optimise.QuasiNewton;
import org.medley.models.optimise.Smooth;

/**
 * An elastic net (Zou and Hastie, JRSS B 2005;67:301): strength times (lasso times the sum of the
 * absolute coefficients plus (1 - lasso)/2 times the sum of their squares), added to the mean
 * negative log likelihood per unit of weight. Coefficients are those of standardised covariates
 * (divisor of the variance: the sum of the weights), as in glmnet.
 *
 * @param strength 0: no penalty
 * @param lasso share of the lasso, 0 to 1
 */
public record Penalty(double strength, double lasso) implements Serializable {
  /** The quadratic part's factor. */
  double ridge() {
    return strength * (1 - lasso);
  }

  /**
   * The coefficients at the penalised minimum of {@code likelihood}, which holds the ridge; of its
   * arguments the first, one per covariate of {@code rows}, are under the penalty.
   *
   * @throws NotFitted if there is no minimum, as where a covariate separates the outcomes
   */
  double[] minimum(Smooth likelihood, double[] start, TimedRows rows) {
    double[] weights = new double[start.length];
    Arrays.fill(weights, 0, rows.width(), strength * lasso);
    Optimum found = QuasiNewton.minimise(likelihood, start, weights);
    if (!found.converged() || (strength == 0 && rows.strays(found.point()))) {
      throw new NotFitted(NotFitted.NO_MAXIMUM);
    }
    return found.point();
  }
}

package org.medley.models.hazard;

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
public record Penalty(double strength, double lasso) {
  /** A coefficient beyond this, per standard deviation, is no estimate but a drift to infinity. */
  private static final double FARTHEST = 15;

  /** The quadratic part's factor. */
  double ridge() {
    return strength * (1 - lasso);
  }

  /**
   * The coefficients at the penalised minimum of {@code likelihood}, which holds the ridge; of its
   * arguments the first {@code width} are under the penalty.
   *
   * @throws NotFitted if there is no minimum, as where a covariate separates the outcomes
   */
  double[] minimum(Smooth likelihood, double[] start, int width) {
    double[] weights = new double[start.length];
    Arrays.fill(weights, 0, width, strength * lasso);
    Optimum found = QuasiNewton.minimise(likelihood, start, weights);
    double farthest = 0;
    for (int j = 0; j < width; j++) {
      farthest = Math.max(farthest, Math.abs(found.point()[j]));
    }
    if (!found.converged() || !(farthest <= FARTHEST)) {
      throw new NotFitted(
          "the likelihood has no maximum, as where covariates separate those with the outcome from"
              + " those without; a larger penalty or fewer covariates help");
    }
    return found.point();
  }
}

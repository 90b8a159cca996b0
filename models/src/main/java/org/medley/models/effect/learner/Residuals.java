package org.medley.models.effect.learner;

import org.medley.models.effect.nuisance.Nuisances;
import org.medley.models.effect.unit.Contrast;
import org.medley.models.effect.unit.Unit;

/**
 * What is left of outcome and treatment of a row once its covariates are known, among the two arms
 * of a contrast (Robinson, Econometrica 1988;56:931).
 *
 * @param outcome less its expectation
 * @param treatment 1 or 0, less its probability
 */
record Residuals(double outcome, double treatment) {
  /** By nuisances without folds; null for a row of neither arm. */
  static Residuals of(Unit unit, Contrast contrast, Nuisances nuisances, int without) {
    boolean treated = unit.arm() == contrast.arm();
    if (!treated && unit.arm() != contrast.reference()) {
      return null;
    }
    double[] x = unit.x();
    double share = nuisances.share(without, contrast.arm(), contrast.reference(), x);
    double expected =
        share * nuisances.outcome(without, contrast.arm(), x)
            + (1 - share) * nuisances.outcome(without, contrast.reference(), x);
    return new Residuals(unit.outcome() - expected, (treated ? 1 : 0) - share);
  }
}

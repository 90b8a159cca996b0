package org.medley.models.effect.learner;

/** Regresses the residual of the outcome on that of the treatment. */
final class RLearner implements EffectLearner {
  @Override
  public String name() {
    return "r";
  }

  @Override
  public String method() {
    return "R-learner: residuals of outcome on residuals of treatment, among the two arms compared"
        + " (Nie and Wager, Biometrika 2021;108:299)";
  }

  @Override
  public boolean pairs(int covariates) {
    return true;
  }

  @Override
  public Effects fit(LearnerInput input) {
    return PseudoOutcomes.regressed(
        input,
        (unit, contrast, nuisances, without, number, sink) -> {
          Residuals residuals = Residuals.of(unit, contrast, nuisances, without);
          if (residuals != null) {
            double treatment = residuals.treatment();
            sink.add(
                number,
                residuals.outcome() / treatment,
                unit.regressionWeight() * treatment * treatment);
          }
        });
  }
}

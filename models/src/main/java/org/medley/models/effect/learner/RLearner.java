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
  public boolean pairs() {
    return true;
  }

  @Override
  public Effects fit(LearnerInput input) {
    return PseudoOutcomes.regressed(
        input,
        (unit, contrast, nuisances, without, number, sink) -> {
          boolean treated = unit.arm() == contrast.arm();
          if (treated || unit.arm() == contrast.reference()) {
            double[] x = unit.x();
            double share = nuisances.share(without, contrast.arm(), contrast.reference(), x);
            double expected =
                share * nuisances.outcome(without, contrast.arm(), x)
                    + (1 - share) * nuisances.outcome(without, contrast.reference(), x);
            double residual = (treated ? 1 : 0) - share;
            sink.add(
                number,
                (unit.outcome() - expected) / residual,
                unit.weight() * residual * residual);
          }
        });
  }
}

package org.medley.models.effect.learner;

/** Regresses doubly robust scores. */
final class DrLearner implements EffectLearner {
  @Override
  public String name() {
    return "dr";
  }

  @Override
  public String method() {
    return "DR-learner: regression of doubly robust scores (Kennedy, Electron J Stat"
        + " 2023;17:3008)";
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
          double[] p = nuisances.propensities(without, unit.x());
          double treated = nuisances.outcome(without, contrast.arm(), unit.x());
          double untreated = nuisances.outcome(without, contrast.reference(), unit.x());
          double score = treated - untreated;
          if (unit.arm() == contrast.arm()) {
            score += unit.weight() * (unit.outcome() - treated) / p[contrast.arm()];
          } else if (unit.arm() == contrast.reference()) {
            score -= unit.weight() * (unit.outcome() - untreated) / p[contrast.reference()];
          }
          sink.add(number, score, unit.sampling());
        });
  }
}

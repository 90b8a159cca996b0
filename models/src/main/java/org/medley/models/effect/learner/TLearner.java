package org.medley.models.effect.learner;

import org.medley.models.effect.fit.Exclusions;
import org.medley.models.effect.unit.Contrast;

/** The difference of the outcome models of two arms. */
final class TLearner implements EffectLearner {
  @Override
  public String name() {
    return "t";
  }

  @Override
  public String method() {
    return "T-learner: difference of the arms' outcome models (Künzel et al, PNAS 2019;116:4156)";
  }

  @Override
  public boolean pairs(int covariates) {
    return false;
  }

  @Override
  public Effects fit(LearnerInput input) {
    Effects effects = new Effects(input.contrasts().size());
    var nuisances = input.nuisances();
    for (int without : Exclusions.single(input.units().folds())) {
      for (int c = 0; c < input.contrasts().size(); c++) {
        Contrast contrast = input.contrasts().get(c);
        effects.put(
            without,
            c,
            x ->
                nuisances.outcome(without, contrast.arm(), x)
                    - nuisances.outcome(without, contrast.reference(), x));
      }
    }
    return effects;
  }
}

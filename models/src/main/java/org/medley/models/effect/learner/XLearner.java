package org.medley.models.effect.learner;

import java.util.ArrayList;
import java.util.List;
import org.medley.models.effect.fit.Cells.Sink;
import org.medley.models.effect.fit.Exclusions;
import org.medley.models.effect.fit.Predictor;
import org.medley.models.effect.fit.Problem;
import org.medley.models.effect.fit.Problem.Request;
import org.medley.models.effect.nuisance.Nuisances;
import org.medley.models.effect.unit.Contrast;
import org.medley.models.effect.unit.Unit;

/**
 * Imputes each row's effect with the other arm's outcome model, regresses it within each arm, and
 * weighs the two by the propensity. A row's other-arm model never saw the row, and neither did any
 * row of a fold left out.
 */
final class XLearner implements EffectLearner {
  /** Imputed effects are too noisy to choose among products of pairs. */
  private static final int SETS = 2;

  @Override
  public String name() {
    return "x";
  }

  @Override
  public String method() {
    return "X-learner: imputed effects regressed within each arm, weighed by the propensity"
        + " (Künzel et al, PNAS 2019;116:4156)";
  }

  @Override
  public boolean pairs(int covariates) {
    return false;
  }

  @Override
  public Effects fit(LearnerInput input) {
    List<Integer> exclusions = Exclusions.single(input.units().folds());
    List<Contrast> contrasts = List.copyOf(input.contrasts());
    Nuisances nuisances = input.nuisances();
    int perExclusion = 2 * contrasts.size();
    Problem problem =
        new Problem(
            exclusions.size() * perExclusion,
            (unit, sink) -> {
              for (int e = 0; e < exclusions.size(); e++) {
                int without = exclusions.get(e);
                if (unit.outside(without)) {
                  impute(unit, without, nuisances, contrasts, e * perExclusion, sink);
                }
              }
            });
    List<Request> requests = new ArrayList<>();
    for (int number = 0; number < problem.count(); number++) {
      requests.add(new Request(number, exclusions.get(number / perExclusion)));
    }
    List<Predictor> fitted =
        input.base().fit(input.units(), input.basis().first(SETS), problem, requests, input.seed());
    Effects effects = new Effects(contrasts.size());
    for (int e = 0; e < exclusions.size(); e++) {
      int without = exclusions.get(e);
      for (int c = 0; c < contrasts.size(); c++) {
        Contrast contrast = contrasts.get(c);
        Predictor treated = fitted.get(e * perExclusion + 2 * c);
        Predictor untreated = fitted.get(e * perExclusion + 2 * c + 1);
        effects.put(
            without,
            c,
            x -> {
              double share = nuisances.share(without, contrast.arm(), contrast.reference(), x);
              return share * untreated.at(x) + (1 - share) * treated.at(x);
            });
      }
    }
    return effects;
  }

  private static void impute(
      Unit unit, int without, Nuisances nuisances, List<Contrast> contrasts, int first, Sink sink) {
    for (int c = 0; c < contrasts.size(); c++) {
      Contrast contrast = contrasts.get(c);
      if (unit.arm() == contrast.arm()) {
        double other = nuisances.outcome(without, contrast.reference(), unit.x());
        sink.add(first + 2 * c, unit.outcome() - other, unit.regressionWeight());
      } else if (unit.arm() == contrast.reference()) {
        double other = nuisances.outcome(without, contrast.arm(), unit.x());
        sink.add(first + 2 * c + 1, other - unit.outcome(), unit.regressionWeight());
      }
    }
  }
}

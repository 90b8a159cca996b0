package org.medley.models.effect.learner;

import java.io.Serializable;
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
 * Effects by the regression of a pseudo-outcome, whose nuisances leave out the row's own fold as
 * well as the fold that the effect is held out from.
 */
final class PseudoOutcomes {
  private PseudoOutcomes() {}

  /** Target and weight of a row for one contrast. */
  @FunctionalInterface
  interface Target extends Serializable {
    /** Hands the target to {@code sink} under {@code number}, by nuisances without folds. */
    void put(Unit unit, Contrast contrast, Nuisances nuisances, int without, int number, Sink sink);
  }

  static Effects regressed(LearnerInput input, Target target) {
    List<Integer> exclusions = Exclusions.single(input.units().folds());
    List<Contrast> contrasts = List.copyOf(input.contrasts());
    Nuisances nuisances = input.nuisances();
    int size = contrasts.size();
    Problem problem =
        new Problem(
            exclusions.size() * size,
            (unit, sink) -> {
              for (int e = 0; e < exclusions.size(); e++) {
                int without = exclusions.get(e);
                if (unit.outside(without)) {
                  for (int c = 0; c < size; c++) {
                    int both = without | unit.ownFold();
                    target.put(unit, contrasts.get(c), nuisances, both, e * size + c, sink);
                  }
                }
              }
            });
    List<Request> requests = new ArrayList<>();
    for (int number = 0; number < problem.count(); number++) {
      requests.add(new Request(number, exclusions.get(number / size)));
    }
    List<Predictor> fitted =
        input.base().fit(input.units(), input.basis(), problem, requests, input.seed());
    Effects effects = new Effects(size);
    for (int number = 0; number < fitted.size(); number++) {
      effects.put(exclusions.get(number / size), number % size, fitted.get(number));
    }
    return effects;
  }
}

package org.medley.models.effect.learner;

import java.util.Arrays;
import java.util.List;
import org.medley.models.effect.fit.Basis;
import org.medley.models.effect.fit.Exclusions;
import org.medley.models.effect.fit.Predictor;
import org.medley.models.effect.fit.Problem;
import org.medley.models.effect.fit.Problem.Request;
import org.medley.models.effect.unit.Contrast;
import org.medley.models.effect.unit.Unit;
import org.medley.models.effect.unit.Units;

/** One outcome model of covariates, arm and the products of both. */
final class SLearner implements EffectLearner {
  @Override
  public String name() {
    return "s";
  }

  @Override
  public String method() {
    return "S-learner: one outcome model of covariates, arm and their products (Künzel et al, PNAS"
        + " 2019;116:4156)";
  }

  @Override
  public boolean pairs(int covariates) {
    return false;
  }

  @Override
  public Effects fit(LearnerInput input) {
    Units units = input.units();
    int arms = units.arms();
    Units joint =
        new Units(
            units.all(),
            units.used().map(unit -> joined(unit, arms)),
            units.scale(),
            units.folds(),
            arms,
            units.rows(),
            units.subjects());
    int width = units.scale().width();
    Basis basis = Basis.linear(shrink(width, arms));
    Problem problem =
        new Problem(1, (unit, sink) -> sink.add(0, unit.outcome(), unit.regressionWeight()));
    List<Integer> exclusions = Exclusions.single(units.folds());
    List<Request> requests = exclusions.stream().map(e -> new Request(0, e)).toList();
    List<Predictor> fitted = input.base().fit(joint, basis, problem, requests, input.seed());
    Effects effects = new Effects(input.contrasts().size());
    for (int e = 0; e < fitted.size(); e++) {
      Predictor outcome = fitted.get(e);
      for (int c = 0; c < input.contrasts().size(); c++) {
        Contrast contrast = input.contrasts().get(c);
        effects.put(
            exclusions.get(e),
            c,
            x ->
                outcome.at(joined(x, contrast.arm(), arms))
                    - outcome.at(joined(x, contrast.reference(), arms)));
      }
    }
    return effects;
  }

  /** Arms are not penalised, lest covariates that are constant in an arm take their part. */
  private static double[] shrink(int width, int arms) {
    double[] shrink = new double[width + (arms - 1) * (1 + width)];
    Arrays.fill(shrink, 1);
    for (int arm = 1; arm < arms; arm++) {
      shrink[width + (arm - 1) * (1 + width)] = 0;
    }
    return shrink;
  }

  private static Unit joined(Unit unit, int arms) {
    return new Unit(
        unit.row(),
        unit.subject(),
        unit.arm(),
        unit.fold(),
        unit.outcome(),
        unit.weight(),
        joined(unit.x(), unit.arm(), arms),
        unit.sampling());
  }

  /** Covariates, then for each arm but the first whether it is the arm, and its covariates. */
  static double[] joined(double[] x, int arm, int arms) {
    double[] all = new double[x.length + (arms - 1) * (1 + x.length)];
    System.arraycopy(x, 0, all, 0, x.length);
    if (arm > 0) {
      int start = x.length + (arm - 1) * (1 + x.length);
      all[start] = 1;
      System.arraycopy(x, 0, all, start + 1, x.length);
    }
    return all;
  }
}

package org.medley.models.effect.nuisance;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.medley.models.effect.fit.BaseLearner;
import org.medley.models.effect.fit.Basis;
import org.medley.models.effect.fit.ClassModel;
import org.medley.models.effect.fit.Multinomial;
import org.medley.models.effect.fit.Predictor;
import org.medley.models.effect.fit.Problem;
import org.medley.models.effect.fit.Problem.Request;
import org.medley.models.effect.unit.Unit;
import org.medley.models.effect.unit.Units;

/** Fits propensities and outcome models across folds. */
public final class NuisanceModels {
  private final Units units;
  private final Basis basis;
  private final List<Integer> exclusions;

  /** For {@code units}, each model once without each of {@code exclusions}. */
  public NuisanceModels(Units units, Basis basis, List<Integer> exclusions) {
    this.units = units;
    this.basis = basis;
    this.exclusions = exclusions;
  }

  /** Propensities by multinomial regression, and the given outcome models. Triggers actions. */
  public Nuisances with(Map<Integer, Predictor[]> outcomes, double clip) {
    return new Nuisances(propensities(), outcomes, clip);
  }

  private Map<Integer, ClassModel> propensities() {
    return new Multinomial(units, basis, units.arms(), new Arm()).fit(exclusions);
  }

  /** The outcome in each arm by {@code base}. Triggers actions. */
  public Map<Integer, Predictor[]> outcomes(BaseLearner base, long seed) {
    Problem problem =
        new Problem(
            units.arms(),
            (unit, sink) -> sink.add(unit.arm(), unit.outcome(), unit.regressionWeight()));
    List<Request> requests = new ArrayList<>();
    for (int without : exclusions) {
      for (int arm = 0; arm < units.arms(); arm++) {
        requests.add(new Request(arm, without));
      }
    }
    List<Predictor> fitted = base.fit(units, basis, problem, requests, seed);
    Map<Integer, Predictor[]> outcomes = new HashMap<>();
    for (int r = 0; r < requests.size(); r++) {
      Request request = requests.get(r);
      outcomes
              .computeIfAbsent(request.without(), key -> new Predictor[units.arms()])[
              request.number()] =
          fitted.get(r);
    }
    return outcomes;
  }

  /** The probability of an outcome of 1 in each arm, by logistic regression. Triggers actions. */
  public Map<Integer, Predictor[]> probabilities() {
    Map<Integer, Predictor[]> outcomes = new LinkedHashMap<>();
    for (int arm = 0; arm < units.arms(); arm++) {
      int one = arm;
      Map<Integer, ClassModel> models =
          new Multinomial(units, basis, 2, new BinaryOutcome(one)).fit(exclusions);
      models.forEach(
          (without, model) ->
              outcomes.computeIfAbsent(without, key -> new Predictor[units.arms()])[one] =
                  x -> model.at(x)[1]);
    }
    return outcomes;
  }

  private record Arm() implements Multinomial.Label {
    @Override
    public int of(Unit unit) {
      return unit.arm();
    }

    @Override
    public double weight(Unit unit) {
      return unit.sampling();
    }
  }

  private record BinaryOutcome(int arm) implements Multinomial.Label {
    @Override
    public int of(Unit unit) {
      return unit.arm() == arm ? (int) Math.round(unit.outcome()) : -1;
    }

    @Override
    public double weight(Unit unit) {
      return unit.regressionWeight();
    }
  }
}

package org.medley.models.effect.learner;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.apache.spark.api.java.JavaRDD;
import org.medley.models.effect.fit.Exclusions;
import org.medley.models.effect.fit.Predictor;
import org.medley.models.effect.learner.LearnerChoice.Candidate;
import org.medley.models.effect.nuisance.Nuisances;
import org.medley.models.effect.unit.Contrast;
import org.medley.models.effect.unit.Unit;

/**
 * Weighs other learners and the constant effect for each contrast, by the R-loss of rows that they
 * did not see. All share propensities and outcome models. Rows of a fold are judged under the
 * weights that the other folds gave, so that nothing of their own loss decides for them; the models
 * behind the losses of the other folds have seen this fold, a dependence of second order.
 */
final class AutoLearner implements EffectLearner {
  private static final List<EffectLearner> CANDIDATES =
      List.of(new TLearner(), new XLearner(), new SLearner(), new RLearner(), new DrLearner());

  /** Of more covariates only these are fitted: the others would cost more than they could gain. */
  private static final List<EffectLearner> OF_MANY = CANDIDATES.subList(0, 2);

  private static final int FEW = 200;

  @Override
  public String name() {
    return "auto";
  }

  @Override
  public String method() {
    return "convex combination of the T-, X-, S-, R- and DR-learner and the constant effect (over"
        + " %d covariates: of the T- and X-learner and the constant) with the least held-out R-loss"
            .formatted(FEW)
        + " (Nie and Wager, Biometrika 2021;108:299)";
  }

  @Override
  public boolean pairs(int covariates) {
    return covariates <= FEW;
  }

  @Override
  public Effects fit(LearnerInput input) {
    int width = input.units().scale().width();
    List<EffectLearner> learners = pairs(width) ? CANDIDATES : OF_MANY;
    List<Effects> fitted = new ArrayList<>();
    learners.forEach(each -> fitted.add(each.fit(input)));
    List<String> names =
        learners.stream().map(each -> each.name() + "-" + input.base().name()).toList();
    List<Contrast> contrasts = List.copyOf(input.contrasts());
    StackSums[] sums = sums(input.units().used(), input, fitted, contrasts);
    Effects effects = new Effects(contrasts.size());
    for (int c = 0; c < contrasts.size(); c++) {
      for (int without : Exclusions.single(input.units().folds())) {
        Stack stack = sums[c].outside(without);
        effects.put(without, c, combined(stack, fitted, without, c));
      }
      effects.chose(choice(contrasts.get(c), sums[c], names));
    }
    return effects;
  }

  private static Predictor combined(Stack stack, List<Effects> fitted, int without, int contrast) {
    double[] weights = stack.weights();
    double constant = weights[weights.length - 1] * stack.constant();
    Predictor[] parts =
        fitted.stream().map(each -> each.at(without, contrast)).toArray(Predictor[]::new);
    return x -> {
      double sum = constant;
      for (int k = 0; k < parts.length; k++) {
        sum += weights[k] > 0 ? weights[k] * parts[k].at(x) : 0;
      }
      return sum;
    };
  }

  private static StackSums[] sums(
      JavaRDD<Unit> used, LearnerInput input, List<Effects> fitted, List<Contrast> contrasts) {
    int folds = input.units().folds();
    int candidates = fitted.size() + 1;
    Nuisances nuisances = input.nuisances();
    List<Effects> effects = List.copyOf(fitted);
    StackSums[] none = new StackSums[contrasts.size()];
    Arrays.setAll(none, c -> new StackSums(folds, candidates));
    return used.treeAggregate(
        none,
        (sums, unit) -> added(sums, unit, nuisances, effects, contrasts),
        (a, b) -> {
          Arrays.setAll(a, c -> a[c].merge(b[c]));
          return a;
        });
  }

  private static StackSums[] added(
      StackSums[] sums,
      Unit unit,
      Nuisances nuisances,
      List<Effects> fitted,
      List<Contrast> contrasts) {
    double[][] effects = fitted.stream().map(each -> each.of(unit)).toArray(double[][]::new);
    for (int c = 0; c < contrasts.size(); c++) {
      Residuals residuals = Residuals.of(unit, contrasts.get(c), nuisances, unit.ownFold());
      if (residuals != null) {
        double[] values = new double[fitted.size() + 2];
        values[0] = residuals.outcome();
        for (int k = 0; k < fitted.size(); k++) {
          values[k + 1] = residuals.treatment() * effects[k][c];
        }
        values[fitted.size() + 1] = residuals.treatment();
        sums[c].add(unit.fold(), values, unit.regressionWeight());
      }
    }
    return sums;
  }

  private static LearnerChoice choice(Contrast contrast, StackSums sums, List<String> names) {
    Stack all = sums.outside(0);
    double[] weights = all.weights();
    List<Candidate> candidates = new ArrayList<>();
    for (int k = 0; k <= names.size(); k++) {
      double[] alone = new double[weights.length];
      alone[k] = 1;
      String name = k < names.size() ? names.get(k) : "constant";
      candidates.add(new Candidate(name, all.loss(alone, all.constant()), weights[k]));
    }
    double loss = 0;
    double weight = 0;
    for (int fold = 0; fold < sums.folds(); fold++) {
      Stack others = sums.outside(1 << fold);
      Stack own = sums.outside(~(1 << fold));
      if (own.weight() > 0) {
        loss += own.weight() * own.loss(others.weights(), others.constant());
        weight += own.weight();
      }
    }
    return new LearnerChoice(contrast, candidates, loss / weight);
  }
}

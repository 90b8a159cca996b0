package org.medley.models.effect.sparse;

import java.util.Arrays;

/**
 * Ridge regressions on their way, side by side. Solutions under strong penalties are ready before
 * those under weak ones, and are then judged in the folds that their models leave out.
 */
final class RidgeRun implements PenalisedRun {
  private static final double NEAR = 1e-9;
  private static final int MOST_STEPS = 400;
  private static final int STRIDE = 4;

  private final Passes passes;
  private final RidgeModel[][] models;
  private final int penalties;
  private final double[][][][] errors;
  private int steps;
  private int ready;

  RidgeRun(Passes passes, RidgeModel[][] models, int penalties) {
    this.passes = passes;
    this.models = models;
    this.penalties = penalties;
    this.errors = new double[penalties][][][];
  }

  @Override
  public int advance() {
    int before = ready;
    while (ready == before && ready < penalties && steps < MOST_STEPS) {
      for (int step = 0; step < STRIDE; step++) {
        step();
      }
      steps += STRIDE;
      while (ready < penalties && isReady(ready)) {
        ready++;
      }
    }
    if (ready > before) {
      judge(before);
    }
    return ready;
  }

  private boolean isReady(int penalty) {
    return Arrays.stream(models)
        .flatMap(Arrays::stream)
        .allMatch(model -> model.left(penalty) <= NEAR);
  }

  private void step() {
    double[][][] searched = new double[models.length][][];
    Arrays.setAll(
        searched,
        number -> Arrays.stream(models[number]).map(RidgeModel::searched).toArray(double[][]::new));
    double[][][] products = passes.products(searched);
    for (int number = 0; number < models.length; number++) {
      for (int model = 0; model < models[number].length; model++) {
        models[number][model].step(products[number][model]);
      }
    }
  }

  private void judge(int from) {
    int each = ready - from;
    double[][][] judged = new double[models.length][][];
    for (int number = 0; number < models.length; number++) {
      judged[number] = new double[models[number].length * each][];
      for (int lane = 0; lane < judged[number].length; lane++) {
        judged[number][lane] = models[number][lane / each].coefficients(from + lane % each);
      }
    }
    double[][][] found = passes.errors(judged, each);
    for (int penalty = from; penalty < ready; penalty++) {
      errors[penalty] = new double[models.length][][];
      for (int number = 0; number < models.length; number++) {
        errors[penalty][number] = new double[models[number].length][];
        for (int model = 0; model < models[number].length; model++) {
          errors[penalty][number][model] = found[number][model * each + penalty - from];
        }
      }
    }
  }

  @Override
  public double error(int number, int model, int penalty, int fold) {
    return errors[penalty][number][model][fold];
  }

  @Override
  public double[] coefficients(int number, int model, int penalty) {
    return models[number][model].coefficients(penalty);
  }
}

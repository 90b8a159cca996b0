package org.medley.models.effect.sparse;

import java.util.Arrays;
import java.util.function.Function;

/**
 * Lasso regressions on their way, side by side, from the strongest penalty on, each from the
 * solution of the one before.
 */
final class LassoRun implements PenalisedRun {
  private static final int MOST_STEPS = 400;

  private final Passes passes;
  private final LassoModel[][] models;
  private final double[] penalties;
  private final double[][][][] solutions;
  private final double[][][][] errors;
  private int ready;

  /**
   * At the start.
   *
   * @param penalties as shares of the least penalty that leaves out all columns, descending
   */
  LassoRun(Passes passes, LassoModel[][] models, double[] penalties) {
    this.passes = passes;
    this.models = models;
    this.penalties = penalties.clone();
    this.solutions = new double[penalties.length][][][];
    this.errors = new double[penalties.length][][][];
  }

  @Override
  public int advance() {
    if (ready < penalties.length && isSolved(penalties[ready])) {
      solutions[ready] = of(LassoModel::coefficients);
      errors[ready] = passes.errors(solutions[ready], 1);
      ready++;
    }
    return ready;
  }

  private boolean isSolved(double penalty) {
    for (LassoModel[] all : models) {
      for (LassoModel model : all) {
        model.begin(penalty);
      }
    }
    boolean done = false;
    for (int step = 0; step < MOST_STEPS && !done; step++) {
      double[][][] products = passes.products(of(LassoModel::searched));
      for (int number = 0; number < models.length; number++) {
        for (int model = 0; model < models[number].length; model++) {
          models[number][model].step(products[number][model]);
        }
      }
      done = Arrays.stream(models).flatMap(Arrays::stream).allMatch(LassoModel::isDone);
    }
    return done;
  }

  private double[][][] of(Function<LassoModel, double[]> what) {
    return Arrays.stream(models)
        .map(all -> Arrays.stream(all).map(what).toArray(double[][]::new))
        .toArray(double[][][]::new);
  }

  @Override
  public double error(int number, int model, int penalty, int fold) {
    return errors[penalty][number][model][fold];
  }

  @Override
  public double[] coefficients(int number, int model, int penalty) {
    return solutions[penalty][number][model];
  }
}

package org.medley.models.effect.sparse;

import java.util.Arrays;
import java.util.function.Function;
import java.util.function.IntFunction;

/**
 * Lasso regressions on their way, side by side, from the strongest penalty on, each from the
 * solution of the one before; or, from these solutions, the regressions without penalty over the
 * columns that they keep (relaxed lasso: Meinshausen, Comput Stat Data Anal 2007;52:374), which do
 * not shrink what matters.
 */
public final class LassoRun implements PenalisedRun {
  private static final int MOST_STEPS = 400;

  private final Passes passes;
  private final LassoModel[][] models;
  private final double[] penalties;
  private final LassoRun relaxed;
  private final LassoModel.State[][][] states;
  private final double[][][][] solutions;
  private final double[][][][] errors;
  private int ready;

  /**
   * At the start.
   *
   * @param penalties as shares of the least penalty that leaves out all columns, descending
   */
  LassoRun(Passes passes, LassoModel[][] models, double[] penalties) {
    this(passes, models, penalties, null);
  }

  private LassoRun(Passes passes, LassoModel[][] models, double[] penalties, LassoRun relaxed) {
    this.passes = passes;
    this.models = models;
    this.penalties = penalties.clone();
    this.relaxed = relaxed;
    this.states = new LassoModel.State[penalties.length][][];
    this.solutions = new double[penalties.length][][][];
    this.errors = new double[penalties.length][][][];
  }

  /** The same under the penalties solved so far, relaxed; this one has then ended. */
  public LassoRun relaxed() {
    return new LassoRun(passes, models, Arrays.copyOf(penalties, ready), this);
  }

  @Override
  public int advance() {
    if (ready < penalties.length && isSolved()) {
      states[ready] = of(LassoModel::state, LassoModel.State[]::new, LassoModel.State[][]::new);
      solutions[ready] = coefficients(LassoModel::coefficients);
      errors[ready] = passes.errors(solutions[ready], 1);
      ready++;
    }
    return ready;
  }

  private void begin() {
    for (int number = 0; number < models.length; number++) {
      for (int model = 0; model < models[number].length; model++) {
        if (relaxed == null) {
          models[number][model].begin(penalties[ready]);
        } else {
          models[number][model].relax(relaxed.states[ready][number][model]);
        }
      }
    }
  }

  private boolean isSolved() {
    begin();
    boolean done = false;
    for (int step = 0; step < MOST_STEPS && !done; step++) {
      double[][][] products = passes.products(coefficients(LassoModel::searched));
      for (int number = 0; number < models.length; number++) {
        for (int model = 0; model < models[number].length; model++) {
          models[number][model].step(products[number][model]);
        }
      }
      done = Arrays.stream(models).flatMap(Arrays::stream).allMatch(LassoModel::isDone);
    }
    return done;
  }

  private double[][][] coefficients(Function<LassoModel, double[]> what) {
    return of(what, double[][]::new, double[][][]::new);
  }

  private <T> T[][] of(
      Function<LassoModel, T> what, IntFunction<T[]> some, IntFunction<T[][]> all) {
    return Arrays.stream(models)
        .map(each -> Arrays.stream(each).map(what).toArray(some))
        .toArray(all);
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

package org.medley.models.effect.sparse;

/** Regressions side by side under penalties from the strongest to the weakest. */
public interface PenalisedRun {
  /**
   * Goes on until solutions under at least one penalty more are ready, or all are or as many steps
   * have been taken as are sensible. Triggers actions.
   *
   * @return under how many penalties, from the strongest, solutions are ready
   */
  int advance();

  /** Summed squared error of a ready solution in a fold that its model leaves out. */
  double error(int number, int model, int penalty, int fold);

  /** Coefficients of a ready solution, then its intercept. */
  double[] coefficients(int number, int model, int penalty);
}

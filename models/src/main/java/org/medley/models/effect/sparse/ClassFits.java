package org.medley.models.effect.sparse;

/** Penalised multinomial logistic models that leave out sets of folds, fitted side by side. */
public interface ClassFits extends AutoCloseable {
  /**
   * Moves {@code points} to the minima of mean log loss plus penalty. Triggers actions.
   *
   * @param without folds left out by each model, as bits
   * @param points by model and class but the first: coefficients of the columns, then the
   *     intercept, which is not penalised
   * @param penalties of each model, times the squares of its coefficients, or under a lasso times
   *     their absolute values
   * @param lasso which of both
   * @param tolerance how near a minimum is near enough, as the implementation measures it
   * @return summed log loss by model and fold that it leaves out
   */
  double[][] minimise(
      int[] without, double[][][] points, double[] penalties, boolean lasso, double tolerance);

  /** Whether there may be a lasso. */
  boolean lasso();

  @Override
  void close();
}

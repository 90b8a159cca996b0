package org.medley.models.effect.fit;

import java.util.List;
import org.medley.models.effect.sparse.PenalisedRun;

/** Chooses columns and penalty of one regression; as {@link FoldRidge} does. */
final class RidgeChoice {
  /** An error below this times the least has not risen, as where a lasso leaves all out. */
  private static final double SAME = 1 + 1e-5;

  private final int number;
  private final int model;
  private final List<int[]> validators;
  private final double weight;
  private Best best;
  private double lowest;
  private int since;

  /** What is best so far, with the coefficients and then the intercept. */
  @SuppressWarnings("ArrayRecordComponent") // columns of numbers, compared by no one
  record Best(int columns, double error, double[] coefficients) {}

  /**
   * Nothing chosen.
   *
   * @param number of the problem
   * @param model of those of the problem
   * @param validators models that leave out one fold more, with this fold; none where they would be
   *     fewer than two: the strongest penalty is then taken
   * @param weight of the rows of these folds
   */
  RidgeChoice(int number, int model, List<int[]> validators, double weight) {
    this.number = number;
    this.model = model;
    this.validators = validators;
    this.weight = weight;
  }

  /** Begins with other columns, or another kind of penalty. */
  void begin() {
    lowest = Double.POSITIVE_INFINITY;
    since = 0;
  }

  /** Looks at the next weaker penalty, unless its error has risen twice. */
  void consider(PenalisedRun run, int columns, int penalty) {
    if (!open()) {
      return;
    }
    double error = 0;
    for (int[] validator : validators) {
      error += run.error(number, validator[0], penalty, validator[1]) / weight;
    }
    since = error < lowest ? 0 : error > lowest * SAME ? since + 1 : since;
    if (error < lowest) {
      lowest = error;
      if (best == null || error < best.error()) {
        best = new Best(columns, error, run.coefficients(number, model, penalty));
      }
    }
  }

  /** Whether a weaker penalty may still be better. */
  boolean open() {
    return since < FoldRidge.PATIENCE;
  }

  Best best() {
    return best;
  }
}

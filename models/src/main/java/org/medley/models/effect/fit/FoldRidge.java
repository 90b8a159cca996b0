package org.medley.models.effect.fit;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * Ridge regressions that leave out sets of folds, all from the sums of each fold. Columns and
 * penalty of each are chosen by cross-validation among the folds that it may use, so that nothing
 * of a fold left out decides anything.
 */
final class FoldRidge {
  /** Penalties per row, of standardised columns. */
  static final double[] PENALTIES = {10, 3, 1, 0.3, 0.1, 0.03, 0.01, 0.003, 0.001, 0.0003, 0.0001};

  /** How often the error may rise before weaker penalties are given up. */
  static final int PATIENCE = 2;

  private final List<Gram> folds;
  private final int[] sets;
  private final double[] shrink;
  private final Map<Key, RidgeSystem.Solution> solutions = new HashMap<>();
  private final Map<Long, RidgeSystem> systems = new HashMap<>();

  private record Key(int without, int set, int penalty) {}

  /** What validation chose: number of columns and penalty. */
  record Choice(int columns, double penalty, RidgeSystem.Solution solution, double error) {}

  /**
   * Of the sums by fold.
   *
   * @param sets numbers of columns to choose from
   * @param shrink relative penalty of each column
   */
  FoldRidge(List<Gram> folds, int[] sets, double[] shrink) {
    this.folds = folds;
    this.sets = sets;
    this.shrink = shrink;
  }

  /** The regression on all folds but those of {@code without}, a set of bits. */
  Choice fit(int without) {
    List<Integer> inside = new ArrayList<>();
    for (int fold = 0; fold < folds.size(); fold++) {
      if ((without >> fold & 1) == 0 && folds.get(fold).weight() > 0) {
        inside.add(fold);
      }
    }
    Choice best = null;
    for (int set = 0; set < sets.length; set++) {
      double lowest = Double.POSITIVE_INFINITY;
      int since = 0;
      for (int p = 0; p < PENALTIES.length && since < PATIENCE; p++) {
        double error = inside.size() < 2 ? 0 : validated(without, inside, set, p);
        since = error < lowest ? 0 : since + 1;
        if (error < lowest) {
          lowest = error;
          if (best == null || error < best.error()) {
            best = new Choice(sets[set], PENALTIES[p], solution(without, set, p), error);
          }
        }
      }
    }
    if (best == null) {
      throw new IllegalStateException("The rows outside the folds left out have no target.");
    }
    return best;
  }

  private double validated(int without, List<Integer> inside, int set, int penalty) {
    double error = 0;
    double weight = 0;
    for (int fold : inside) {
      RidgeSystem.Solution solution = solution(without | 1 << fold, set, penalty);
      error += folds.get(fold).squaredError(solution.intercept(), solution.coefficients());
      weight += folds.get(fold).weight();
    }
    return error / weight;
  }

  private RidgeSystem.Solution solution(int without, int set, int penalty) {
    return solutions.computeIfAbsent(
        new Key(without, set, penalty),
        key -> system(without, set).solve(PENALTIES[penalty], shrink));
  }

  private RidgeSystem system(int without, int set) {
    return systems.computeIfAbsent(
        (long) without << 8 | set,
        key -> {
          Gram total = new Gram(folds.get(0).columns());
          for (int fold = 0; fold < folds.size(); fold++) {
            if ((without >> fold & 1) == 0) {
              total.merge(folds.get(fold));
            }
          }
          return new RidgeSystem(total, sets[set]);
        });
  }
}

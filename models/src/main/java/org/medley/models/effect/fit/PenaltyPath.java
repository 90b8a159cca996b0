package org.medley.models.effect.fit;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.medley.models.effect.sparse.ClassFits;

/**
 * Chooses penalty, its strength and columns of models that leave out folds, each by the log loss of
 * models that leave out one fold more, in that fold: nothing of a fold left out decides anything.
 * Where fewer than two folds remain for this, as in two folds in all, the models without single
 * folds decide.
 */
final class PenaltyPath {
  private static final double[] RIDGE = {1, 0.3, 0.1, 0.03, 0.01, 0.003, 0.001, 0.0003};
  private static final double[] LASSO = {0.03, 0.015, 0.008, 0.004, 0.002, 0.001, 0.0005, 0.0002};
  private static final int PATIENCE = 2;

  /** A loss below this times the least has not risen, as where a lasso still leaves all out. */
  private static final double SAME = 1 + 1e-5;

  private static final double NEAR = 1e-4;
  private static final double NEAREST = 1e-8;
  private static final double NEAREST_LASSO = 1e-6;

  private final List<Integer> exclusions;
  private final List<Integer> models;
  private final int folds;
  private final Map<Integer, Best> chosen = new HashMap<>();

  /** What is best so far for a set of folds left out. */
  @SuppressWarnings("ArrayRecordComponent") // columns of numbers, compared by no one
  private record Best(
      int columns, boolean lasso, double penalty, double loss, double[][] coefficients) {}

  /** For {@code exclusions}, which begin with those of single folds. */
  PenaltyPath(List<Integer> exclusions, int folds) {
    this.exclusions = exclusions;
    this.models = Exclusions.nested(exclusions, folds);
    this.folds = folds;
  }

  /** Tries {@code columns}, with a ridge and, where {@code fits} can, with a lasso. */
  void tried(ClassFits fits, int columns, int classes) {
    tried(fits, columns, classes, false);
    if (fits.lasso()) {
      tried(fits, columns, classes, true);
    }
  }

  /** Penalties in descending order, each model until its loss has risen twice. */
  private void tried(ClassFits fits, int columns, int classes, boolean lasso) {
    double[][][] points = new double[models.size()][classes - 1][columns + 1];
    int[] without = bits(models);
    Map<Integer, Best> best = new HashMap<>();
    Map<Integer, Integer> since = new HashMap<>();
    for (double penalty : lasso ? LASSO : RIDGE) {
      if (exclusions.stream().allMatch(e -> since.getOrDefault(e, 0) >= PATIENCE)) {
        break;
      }
      double[][] held = fits.minimise(without, points, all(models.size(), penalty), lasso, NEAR);
      for (int m = 0; m < exclusions.size(); m++) {
        int exclusion = exclusions.get(m);
        if (since.getOrDefault(exclusion, 0) < PATIENCE) {
          double loss = loss(exclusion, held);
          Best before = best.get(exclusion);
          if (before == null || loss < before.loss()) {
            since.put(exclusion, 0);
            best.put(exclusion, new Best(columns, lasso, penalty, loss, copy(points[m])));
          } else if (loss > before.loss() * SAME) {
            since.merge(exclusion, 1, Integer::sum);
          }
        }
      }
    }
    best.forEach(
        (exclusion, one) -> chosen.merge(exclusion, one, (a, b) -> b.loss() < a.loss() ? b : a));
  }

  /** Brings the models that were chosen with {@code columns} to their minima. */
  Map<Integer, double[][]> finished(ClassFits fits, int columns) {
    Map<Integer, double[][]> finished = new HashMap<>();
    for (boolean lasso : new boolean[] {false, true}) {
      List<Integer> own =
          exclusions.stream()
              .filter(e -> chosen.get(e).columns() == columns && chosen.get(e).lasso() == lasso)
              .toList();
      if (!own.isEmpty()) {
        double[][][] points =
            own.stream().map(e -> chosen.get(e).coefficients()).toArray(double[][][]::new);
        double[] penalties = own.stream().mapToDouble(e -> chosen.get(e).penalty()).toArray();
        double near = lasso ? NEAREST_LASSO : NEAREST;
        fits.minimise(bits(own), points, penalties, lasso, near);
        for (int m = 0; m < points.length; m++) {
          finished.put(own.get(m), points[m]);
        }
      }
    }
    return finished;
  }

  private double loss(int exclusion, double[][] held) {
    List<int[]> validators = new ArrayList<>();
    for (int fold = 0; fold < folds; fold++) {
      int model = models.indexOf(exclusion | 1 << fold);
      if ((exclusion >> fold & 1) == 0 && model >= 0) {
        validators.add(new int[] {model, fold});
      }
    }
    if (validators.size() < 2) {
      return loss(0, held);
    }
    return validators.stream().mapToDouble(v -> held[v[0]][v[1]]).sum();
  }

  private static int[] bits(List<Integer> sets) {
    return sets.stream().mapToInt(Integer::intValue).toArray();
  }

  private static double[] all(int count, double value) {
    double[] values = new double[count];
    java.util.Arrays.fill(values, value);
    return values;
  }

  private static double[][] copy(double[][] point) {
    return java.util.Arrays.stream(point).map(double[]::clone).toArray(double[][]::new);
  }
}

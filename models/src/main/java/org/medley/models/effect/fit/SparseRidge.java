package org.medley.models.effect.fit;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.apache.spark.api.java.JavaRDD;
import org.medley.models.effect.fit.Problem.Request;
import org.medley.models.effect.sparse.LassoRun;
import org.medley.models.effect.sparse.PenalisedRun;
import org.medley.models.effect.sparse.RidgeFits;
import org.medley.models.effect.sparse.TargetRows;
import org.medley.models.effect.unit.Units;

/**
 * Ridge regressions of many columns: as {@link FoldRidge}, by conjugate gradients over sparse rows
 * rather than from sums of products, which grow with the square of the columns. A lasso and a
 * relaxed lasso compete with the ridge, since of thousands of covariates often few matter and a
 * ridge then shrinks these too much.
 */
final class SparseRidge {
  /** Shares of the least penalty that leaves out all columns. */
  private static final double[] LASSO = {
    0.8, 0.56, 0.4, 0.28, 0.2, 0.14, 0.1, 0.07, 0.05, 0.035, 0.025, 0.0175, 0.0125
  };

  private final Basis basis;
  private final int folds;
  private final List<Request> requests;
  private final List<List<Integer>> models = new ArrayList<>();
  private final Map<Request, RidgeChoice> choices = new HashMap<>();

  private SparseRidge(Basis basis, int folds, List<Request> requests) {
    this.basis = basis;
    this.folds = folds;
    this.requests = requests;
  }

  /**
   * A function for each request, in their order. Triggers actions.
   *
   * @param lasso whether a lasso competes, relaxed too
   */
  static List<Predictor> fit(
      Units units, Basis basis, Problem problem, List<Request> requests, boolean lasso) {
    SparseRidge ridge = new SparseRidge(basis, units.folds(), requests);
    try (RidgeFits fits =
        new RidgeFits(
            rows(units, basis, problem.rule()),
            problem.count(),
            units.folds(),
            Arrays.copyOf(basis.shrink(), basis.size()))) {
      ridge.models(fits, problem.count());
      for (int columns : basis.sets()) {
        ridge.choose(fits, columns, lasso);
      }
    }
    return ridge.predictors();
  }

  private static JavaRDD<TargetRows> rows(Units units, Basis basis, Cells.Rule rule) {
    int columns = basis.size();
    return units
        .used()
        .mapPartitions(
            all ->
                new Blocks<>(
                    all,
                    TargetRows.Builder::new,
                    (unit, block) -> {
                      double[] values = new double[columns];
                      basis.fill(unit.x(), values, columns);
                      block.row(values, unit.fold());
                      rule.put(
                          unit,
                          (number, target, weight) -> {
                            if (weight > 0) {
                              block.put(number, target, weight);
                            }
                          });
                    },
                    TargetRows.Builder::build));
  }

  /** The models asked for, and those by which these are validated. */
  private void models(RidgeFits fits, int problems) {
    for (int number = 0; number < problems; number++) {
      int one = number;
      List<Integer> filled = new ArrayList<>();
      for (int fold = 0; fold < folds; fold++) {
        if (fits.weight(number, fold) > 0) {
          filled.add(fold);
        }
      }
      List<Integer> asked =
          requests.stream().filter(r -> r.number() == one).map(Request::without).toList();
      models.add(
          Exclusions.nested(asked, folds).stream()
              .filter(without -> filled.stream().anyMatch(fold -> (without >> fold & 1) == 0))
              .toList());
      for (int without : asked) {
        choices.put(new Request(number, without), choice(fits, number, without, filled));
      }
    }
  }

  private RidgeChoice choice(RidgeFits fits, int number, int without, List<Integer> filled) {
    int model = models.get(number).indexOf(without);
    if (model < 0) {
      throw new IllegalStateException("The rows outside the folds left out have no target.");
    }
    List<int[]> validators = new ArrayList<>();
    double weight = 0;
    for (int fold : filled) {
      if ((without >> fold & 1) == 0) {
        validators.add(new int[] {models.get(number).indexOf(without | 1 << fold), fold});
        weight += fits.weight(number, fold);
      }
    }
    return new RidgeChoice(number, model, validators.size() < 2 ? List.of() : validators, weight);
  }

  private void choose(RidgeFits fits, int columns, boolean lasso) {
    int[][] without =
        models.stream()
            .map(all -> all.stream().mapToInt(Integer::intValue).toArray())
            .toArray(int[][]::new);
    if (!anyIsSolved(fits.ridge(columns, without, FoldRidge.PENALTIES), columns)) {
      throw new IllegalStateException("A ridge regression did not converge.");
    }
    if (lasso) {
      LassoRun run = fits.lasso(columns, without, LASSO);
      anyIsSolved(run, columns);
      anyIsSolved(run.relaxed(), columns);
    }
  }

  /** Considers the penalties of a run; false: none was solved. */
  private boolean anyIsSolved(PenalisedRun run, int columns) {
    choices.values().forEach(RidgeChoice::begin);
    int seen = 0;
    boolean open = true;
    while (open) {
      int ready = run.advance();
      for (int penalty = seen; penalty < ready; penalty++) {
        for (RidgeChoice choice : choices.values()) {
          choice.consider(run, columns, penalty);
        }
      }
      open = ready > seen && choices.values().stream().anyMatch(RidgeChoice::open);
      seen = ready;
    }
    return seen > 0;
  }

  private List<Predictor> predictors() {
    return requests.stream()
        .map(
            request -> {
              RidgeChoice.Best best = choices.get(request).best();
              double[] all = best.coefficients();
              return basis.predictor(all[all.length - 1], Arrays.copyOf(all, best.columns()));
            })
        .toList();
  }
}

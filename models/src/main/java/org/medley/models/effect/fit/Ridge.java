package org.medley.models.effect.fit;

import java.util.ArrayList;
import java.util.List;
import org.medley.models.effect.fit.Problem.Request;
import org.medley.models.effect.unit.Units;
import org.medley.models.parallel.Parallel;

/**
 * Ridge regression: from sums of products, which one pass gives for all requests; of many columns
 * by conjugate gradients, of which each step is a pass, beside a lasso.
 */
public final class Ridge implements BaseLearner {
  /** Sums of products of more columns than this take more memory and time than steps of descent. */
  private static final int MOST_BY_SUMS = 500;

  private static final int THREADS = Runtime.getRuntime().availableProcessors();

  @Override
  public String name() {
    return "ridge";
  }

  @Override
  public String method() {
    return "ridge (Hoerl and Kennard 1970) over covariates, hinges at quartiles and products of"
        + " pairs, or a lasso, relaxed or not, where columns are many; columns and penalty by"
        + " cross-validation within the training folds";
  }

  @Override
  public List<Predictor> fit(
      Units units, Basis basis, Problem problem, List<Request> requests, long seed) {
    if (basis.size() > MOST_BY_SUMS) {
      return SparseRidge.fit(units, basis, problem, requests, true);
    }
    int folds = units.folds();
    int columns = basis.size();
    Cells.Rule rule = problem.rule();
    List<Gram> grams =
        Cells.of(
            units.used(),
            columns,
            problem.count() * folds,
            (unit, values) -> basis.fill(unit.x(), values, columns),
            (unit, sink) ->
                rule.put(
                    unit,
                    (number, target, weight) ->
                        sink.add(number * folds + unit.fold(), target, weight)));
    List<List<Integer>> asked = new ArrayList<>();
    for (int number = 0; number < problem.count(); number++) {
      int one = number;
      asked.add(requests.stream().filter(r -> r.number() == one).map(Request::without).toList());
    }
    List<List<Predictor>> fitted =
        Parallel.map(
            THREADS,
            problem.count(),
            number ->
                fitted(
                    grams.subList(number * folds, (number + 1) * folds), basis, asked.get(number)));
    return requests.stream()
        .map(r -> fitted.get(r.number()).get(asked.get(r.number()).indexOf(r.without())))
        .toList();
  }

  private static List<Predictor> fitted(List<Gram> folds, Basis basis, List<Integer> withouts) {
    FoldRidge ridge = new FoldRidge(folds, basis.sets(), basis.shrink());
    return withouts.stream()
        .map(
            without -> {
              RidgeSystem.Solution solution = ridge.fit(without).solution();
              return basis.predictor(solution.intercept(), solution.coefficients());
            })
        .toList();
  }
}

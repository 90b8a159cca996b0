package org.medley.models.effect.fit;

import java.util.List;
import org.medley.models.effect.fit.Problem.Request;
import org.medley.models.effect.unit.Units;

/** A way to regress a target on covariates. */
public interface BaseLearner {
  /** Name in settings. */
  String name();

  /** What it does, in words, with the papers. */
  String method();

  /**
   * A function for each request, in their order, fitted to the rows with a positive weight that are
   * not in the folds left out. Triggers actions.
   */
  List<Predictor> fit(Units units, Basis basis, Problem problem, List<Request> requests, long seed);
}

package org.medley.models.family;

import java.util.List;
import java.util.Map;
import org.medley.models.hazard.Penalty;

/** The settings of an elastic net, which several families share: strong penalties come first. */
final class ElasticNet {
  /** Setting: share of the lasso in the penalty; 0 is ridge, 1 the lasso. */
  static final String LASSO = "lasso";

  /** Setting: strength of the penalty. */
  static final String PENALTY = "penalty";

  /** Both settings. */
  static final List<Setting> SETTINGS =
      List.of(
          Setting.number(LASSO, 0, 1, 0.5), Setting.number(PENALTY, 0, 1000, 0.03, 0.01, 0.003));

  private ElasticNet() {}

  /** The penalty of {@code candidate}. */
  static Penalty penalty(Map<String, Double> candidate) {
    return new Penalty(candidate.get(PENALTY), candidate.get(LASSO));
  }
}

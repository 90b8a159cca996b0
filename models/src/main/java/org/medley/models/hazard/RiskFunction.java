package org.medley.models.hazard;

import java.io.Serializable;
import java.util.List;

/** How linear predictors become a risk at the horizon. */
public interface RiskFunction extends Serializable {
  /** Odds beyond e to this, either way, are not told apart. */
  double FARTHEST_LOG_ODDS = 30;

  /** The linear predictors, one per cause. */
  List<Linear> predictors();

  /** Log odds of the risk at the horizon for the values of {@link #predictors}. */
  double logOdds(double[] values);

  /** The log odds of 1 - exp(-hazard), cut to {@link #FARTHEST_LOG_ODDS}. */
  static double ofHazard(double hazard) {
    return cut(hazard > 1 ? hazard + Math.log1p(-Math.exp(-hazard)) : Math.log(Math.expm1(hazard)));
  }

  /** The log odds of {@code risk}, cut to {@link #FARTHEST_LOG_ODDS}. */
  static double ofRisk(double risk) {
    return cut(Math.log(risk / (1 - risk)));
  }

  private static double cut(double logOdds) {
    return Math.min(Math.max(logOdds, -FARTHEST_LOG_ODDS), FARTHEST_LOG_ODDS);
  }
}

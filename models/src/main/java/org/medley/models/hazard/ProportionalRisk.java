package org.medley.models.hazard;

import java.util.List;

/**
 * Risk of one cause without competing events: 1 - exp(-H exp(linear)).
 *
 * @param linear log relative hazard
 * @param hazard cumulative baseline hazard at the horizon
 */
public record ProportionalRisk(Linear linear, double hazard) implements RiskFunction {
  @Override
  public List<Linear> predictors() {
    return List.of(linear);
  }

  @Override
  public double logOdds(double[] values) {
    return RiskFunction.ofHazard(hazard * Math.exp(values[0]));
  }
}

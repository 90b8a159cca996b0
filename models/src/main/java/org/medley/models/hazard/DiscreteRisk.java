package org.medley.models.hazard;

import java.util.Arrays;
import java.util.List;
import java.util.stream.IntStream;

/**
 * Risk from logistic hazards in the intervals of the time-at-risk: one minus the product of one
 * minus the hazards.
 *
 * @param linear what is added to the log odds of every interval
 * @param odds log odds of the hazard of each interval with an event, for a row at the means
 */
public record DiscreteRisk(Linear linear, List<Double> odds) implements RiskFunction {
  /** Copies the log odds. */
  public DiscreteRisk {
    odds = List.copyOf(odds);
  }

  /**
   * The penalised fit with {@code count} equal intervals; the log odds of the intervals are under
   * no penalty. Passes over the rows once per step.
   *
   * @throws NotFitted if nobody has the event or the likelihood has no maximum
   */
  public static DiscreteRisk fit(TimedRows rows, int count, Penalty penalty) {
    Intervals intervals = Intervals.of(rows, count);
    if (IntStream.range(0, count).noneMatch(intervals::used)) {
      throw new NotFitted("nobody has the event");
    }
    int width = rows.width();
    double[] start = new double[width + count];
    for (int k = 0; k < count; k++) {
      start[width + k] = Math.log((intervals.weighted()[k] + 0.5) / rows.weight());
    }
    DiscreteLikelihood likelihood = new DiscreteLikelihood(rows, intervals, penalty.ridge());
    double[] x = penalty.minimum(likelihood, start, rows);
    List<Double> odds =
        IntStream.range(0, count).filter(intervals::used).mapToObj(k -> x[width + k]).toList();
    return new DiscreteRisk(rows.linear(Arrays.copyOf(x, width)), odds);
  }

  @Override
  public List<Linear> predictors() {
    return List.of(linear);
  }

  @Override
  public double logOdds(double[] values) {
    return RiskFunction.ofHazard(odds.stream().mapToDouble(o -> Softplus.of(o + values[0])).sum());
  }
}

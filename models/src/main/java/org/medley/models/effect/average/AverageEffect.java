package org.medley.models.effect.average;

import java.util.List;
import org.medley.models.effect.unit.Contrast;
import org.medley.models.statistics.Estimate;

/**
 * The average effect of an arm against the reference.
 *
 * @param contrast the arms
 * @param effect doubly robust
 * @param error its standard error
 * @param others simpler estimates, for comparison
 */
public record AverageEffect(Contrast contrast, Estimate effect, double error, List<Named> others) {
  /**
   * A simpler estimate.
   *
   * @param name what it is called
   * @param estimate the number
   */
  public record Named(String name, Estimate estimate) {}

  /** The same where the outcome is counted in units of which {@code factor} make one of these. */
  public AverageEffect times(double factor) {
    return new AverageEffect(
        contrast,
        effect.times(factor),
        factor * error,
        others.stream()
            .map(each -> new Named(each.name(), each.estimate().times(factor)))
            .toList());
  }
}

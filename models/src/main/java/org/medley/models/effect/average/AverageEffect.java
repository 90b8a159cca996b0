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
}

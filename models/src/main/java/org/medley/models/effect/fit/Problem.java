package org.medley.models.effect.fit;

import org.medley.models.effect.fit.Cells.Rule;

/**
 * Several regressions over the same rows.
 *
 * @param count how many
 * @param rule into which of them a unit goes, with which target and weight
 */
public record Problem(int count, Rule rule) {
  /**
   * One regression asked for.
   *
   * @param number of the problem, from 0
   * @param without folds left out, as bits
   */
  public record Request(int number, int without) {}
}

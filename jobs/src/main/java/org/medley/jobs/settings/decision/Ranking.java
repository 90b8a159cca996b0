package org.medley.jobs.settings.decision;

import java.util.Map;

/**
 * How clinicians weigh the outcomes against each other.
 *
 * @param weights how bad or good one occurrence is, by outcome; above 0, the direction is that of
 *     the outcome
 * @param source who set them, and where that is written
 */
public record Ranking(Map<String, Double> weights, String source) {
  /** Copies the weights. */
  public Ranking {
    weights = Map.copyOf(weights);
  }
}

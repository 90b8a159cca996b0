package org.medley.models.evaluate.measure;

import org.medley.models.statistics.survival.TimedPredictions;

/**
 * Predicted risks of an event by a horizon.
 *
 * @param p risks and follow-up
 * @param horizon in the unit of the times; an event at it counts
 */
public record AtHorizon(TimedPredictions p, double horizon) {
  /** Number of samples with the event by the horizon. */
  public long events() {
    return p.events(horizon);
  }
}

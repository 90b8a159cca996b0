package org.medley.models.evaluate.measure;

import org.medley.models.evaluate.EvaluateSettings;

/**
 * Numbers of one kind.
 *
 * @param <P> the predictions that they are of
 */
public interface Measure<P> {
  /** Adds the numbers of {@code p} to {@code numbers}. */
  void add(P p, EvaluateSettings settings, Numbers numbers);
}

package org.medley.features.cohort;

import java.io.Serializable;
import java.util.Locale;

/**
 * What an aggregate of a plain predicate's values in a window must be. A window without such an
 * aggregate does not meet it.
 *
 * @param predicate the predicate
 * @param aggregate of the values of its statements
 * @param range limits of the aggregate
 */
public record ValueRule(String predicate, Aggregate aggregate, ValueRange range)
    implements Serializable {
  /** The key as tasks write it. */
  String key() {
    return predicate + "." + aggregate.name().toLowerCase(Locale.ROOT);
  }
}

package org.medley.features.cohort;

import java.io.Serializable;
import java.time.Instant;

/**
 * A split in time with embargo: persons are assigned first, then samples. A sample of a training
 * person trains if its target ends at or before the cutoff; a sample of a test person tests if its
 * index is at or after the cutoff; all others are embargoed.
 *
 * @param cutoff the instant
 * @param testShare share of persons, above 0 and below 1
 * @param seed of the assignment of persons
 */
public record SplitRule(Instant cutoff, double testShare, long seed) implements Serializable {
  /** Checks the share. */
  public SplitRule {
    if (!(testShare > 0 && testShare < 1)) {
      throw new IllegalArgumentException("the test share " + testShare + " is not between 0 and 1");
    }
  }
}

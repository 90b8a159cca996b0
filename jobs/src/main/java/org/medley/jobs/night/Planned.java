package org.medley.jobs.night;

import java.util.Optional;
import org.medley.jobs.control.StepEnd;

/**
 * What the plan says of one step.
 *
 * @param step the step
 * @param fingerprint what its key is made of
 * @param reason why it runs or is skipped, in words
 * @param done what it left, if it is skipped
 */
public record Planned(Step step, Fingerprint fingerprint, String reason, Optional<StepEnd> done) {
  /** The step key. */
  public String key() {
    return fingerprint.key();
  }

  /** Whether the step runs. */
  public boolean runs() {
    return done.isEmpty();
  }
}

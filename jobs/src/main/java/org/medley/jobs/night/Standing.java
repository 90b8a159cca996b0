package org.medley.jobs.night;

import java.util.Map;
import java.util.Optional;

/**
 * A step whose last result stands in this run, whatever changed.
 *
 * @param step the step; it must have ended before
 * @param why the reason, in words
 */
public record Standing(Step step, String why) implements Delegating {
  @Override
  public Optional<String> standing() {
    return Optional.of(why);
  }

  @Override
  public Map<String, String> run(StepContext context) {
    throw new IllegalStateException(name() + " stands and is not run");
  }
}

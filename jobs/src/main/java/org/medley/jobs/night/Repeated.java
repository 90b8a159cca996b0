package org.medley.jobs.night;

import java.util.Optional;

/**
 * A step that runs again in this run although nothing changed.
 *
 * @param step the step
 * @param why the reason, in words
 */
public record Repeated(Step step, String why) implements Delegating {
  @Override
  public Optional<String> repeated() {
    return Optional.of(why);
  }
}

package org.medley.jobs.night;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.medley.features.contract.TableContract;

/**
 * A step whose last result stands in this run, whatever changed.
 *
 * @param step the step; it must have ended before
 * @param why the reason, in words
 */
public record Standing(Step step, String why) implements Step {
  @Override
  public String name() {
    return step.name();
  }

  @Override
  public List<Class<?>> code() {
    return step.code();
  }

  @Override
  public String settings() {
    return step.settings();
  }

  @Override
  public List<String> inputs() {
    return step.inputs();
  }

  @Override
  public List<TableContract> writes() {
    return step.writes();
  }

  @Override
  public String slice() {
    return step.slice();
  }

  @Override
  public Optional<String> standing() {
    return Optional.of(why);
  }

  @Override
  public Map<String, String> run(StepContext context) {
    throw new IllegalStateException(name() + " stands and is not run");
  }
}

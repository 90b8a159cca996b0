package org.medley.jobs.step;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.medley.features.contract.TableContract;
import org.medley.jobs.night.Step;
import org.medley.jobs.night.StepContext;

/**
 * A step whose last result stands in this run, whatever changed.
 *
 * @param step the step; it must have ended before
 * @param why the reason, in words
 */
record Standing(Step step, String why) implements Step {
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

package org.medley.jobs.night;

import java.util.List;
import java.util.Map;
import org.medley.features.contract.TableContract;

/** A step that is another one in all but what a run says of it. */
interface Delegating extends Step {
  /** The other one. */
  Step step();

  @Override
  default String name() {
    return step().name();
  }

  @Override
  default List<Class<?>> code() {
    return step().code();
  }

  @Override
  default String settings() {
    return step().settings();
  }

  @Override
  default List<String> inputs() {
    return step().inputs();
  }

  @Override
  default List<TableContract> writes() {
    return step().writes();
  }

  @Override
  default String slice() {
    return step().slice();
  }

  @Override
  default Map<String, String> run(StepContext context) {
    return step().run(context);
  }
}

package org.medley.jobs.step;

import java.util.List;
import java.util.Map;
import org.medley.features.contract.Codes;
import org.medley.features.contract.Events;
import org.medley.features.contract.TableContract;
import org.medley.features.event.SeenCodes;
import org.medley.jobs.lake.Output;
import org.medley.jobs.night.Step;
import org.medley.jobs.night.StepContext;

/** Lists every code seen in the events. */
public final class CodesStep implements Step {
  /** The name. */
  public static final String NAME = "codes";

  private final List<String> eventSteps;

  /** Codes over the events that {@code eventSteps} wrote. */
  public CodesStep(List<String> eventSteps) {
    this.eventSteps = List.copyOf(eventSteps);
  }

  @Override
  public String name() {
    return NAME;
  }

  @Override
  public List<Class<?>> code() {
    return List.of(getClass());
  }

  @Override
  public String settings() {
    return "";
  }

  @Override
  public List<String> inputs() {
    return eventSteps;
  }

  @Override
  public List<TableContract> writes() {
    return List.of(Codes.TABLE);
  }

  @Override
  public String slice() {
    return Output.ALL;
  }

  @Override
  public Map<String, String> run(StepContext context) {
    context.write(Codes.TABLE, SeenCodes.of(context.read(Events.TABLE)));
    return Map.of();
  }
}

package org.medley.jobs.step;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.medley.features.contract.CodeAncestors;
import org.medley.features.contract.CodeParents;
import org.medley.features.contract.Codes;
import org.medley.features.contract.Events;
import org.medley.features.contract.TableContract;
import org.medley.features.event.SeenCodes;
import org.medley.jobs.lake.Output;
import org.medley.jobs.night.Step;
import org.medley.jobs.night.StepContext;

/** Lists every code seen in the events, and what stands above it. */
public final class CodesStep implements Step {
  /** The name. */
  public static final String NAME = "codes";

  private final List<String> eventSteps;
  private final List<String> stating;

  /**
   * Codes over the events that {@code eventSteps} wrote.
   *
   * @param stating steps that wrote hierarchies of codes
   */
  public CodesStep(List<String> eventSteps, List<String> stating) {
    this.eventSteps = List.copyOf(eventSteps);
    this.stating = List.copyOf(stating);
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
    List<String> inputs = new ArrayList<>(eventSteps);
    stating.stream().filter(name -> !inputs.contains(name)).forEach(inputs::add);
    return inputs;
  }

  @Override
  public List<TableContract> writes() {
    return List.of(Codes.TABLE, CodeAncestors.TABLE);
  }

  @Override
  public String slice() {
    return Output.ALL;
  }

  @Override
  public Map<String, String> run(StepContext context) {
    context.write(Codes.TABLE, SeenCodes.of(context.read(Events.TABLE)));
    context.write(
        CodeAncestors.TABLE,
        stating.isEmpty()
            ? context.spark().createDataFrame(List.of(), CodeAncestors.TABLE.schema())
            : Hierarchy.ancestors(
                context.written(Codes.TABLE).select(Codes.CODE).distinct(),
                context.read(CodeParents.TABLE)));
    return Map.of();
  }
}

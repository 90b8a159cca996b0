package org.medley.jobs.step;

import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.medley.features.contract.Events;
import org.medley.features.contract.ObservationPeriods;
import org.medley.features.contract.Subjects;
import org.medley.features.contract.TableContract;
import org.medley.features.event.ObservationPeriodRule;
import org.medley.jobs.control.Json;
import org.medley.jobs.lake.Output;
import org.medley.jobs.night.Step;
import org.medley.jobs.night.StepContext;

/** Builds the observation periods of all subjects from their encounters. */
public final class PeriodsStep implements Step {
  /** The name. */
  public static final String NAME = "periods";

  private final List<String> eventSteps;
  private final Map<String, Instant> extractTimes;

  /**
   * Periods over the events that {@code eventSteps} wrote.
   *
   * @param extractTimes when each source was extracted, where the site says so
   */
  public PeriodsStep(List<String> eventSteps, Map<String, Instant> extractTimes) {
    this.eventSteps = List.copyOf(eventSteps);
    this.extractTimes = new TreeMap<>(extractTimes);
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
    Map<String, String> texts = new TreeMap<>();
    extractTimes.forEach((source, time) -> texts.put(source, time.toString()));
    return Json.write(texts);
  }

  @Override
  public List<String> inputs() {
    List<String> inputs = new ArrayList<>(eventSteps);
    inputs.add(SubjectsStep.NAME);
    return inputs;
  }

  @Override
  public List<TableContract> writes() {
    return List.of(ObservationPeriods.TABLE);
  }

  @Override
  public String slice() {
    return Output.ALL;
  }

  @Override
  public Map<String, String> run(StepContext context) {
    context.write(
        ObservationPeriods.TABLE,
        ObservationPeriodRule.periods(
            context.read(Events.TABLE), context.read(Subjects.TABLE), extractTimes));
    return Map.of();
  }
}

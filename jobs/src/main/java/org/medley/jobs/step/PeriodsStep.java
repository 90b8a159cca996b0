package org.medley.jobs.step;

import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Collectors;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.medley.features.contract.Events;
import org.medley.features.contract.ObservationPeriods;
import org.medley.features.contract.StatedPeriods;
import org.medley.features.contract.SubjectLinks;
import org.medley.features.contract.Subjects;
import org.medley.features.contract.TableContract;
import org.medley.features.event.ObservationPeriodRule;
import org.medley.features.event.StatedPeriodRule;
import org.medley.jobs.control.Json;
import org.medley.jobs.lake.Output;
import org.medley.jobs.night.Step;
import org.medley.jobs.night.StepContext;

/**
 * Builds the observation periods of all subjects: as stated where a source states them, else from
 * their encounters.
 */
public final class PeriodsStep implements Step {
  /** The name. */
  public static final String NAME = "periods";

  private final List<String> eventSteps;
  private final List<String> stating;
  private final Map<String, Instant> extractTimes;
  private final Instant asOf;

  /**
   * Periods over the events that {@code eventSteps} wrote.
   *
   * @param stating steps that land stated periods
   * @param extractTimes when each source was extracted, where the site says so
   * @param asOf end of the logical date: what became known later ends no period
   */
  public PeriodsStep(
      List<String> eventSteps,
      List<String> stating,
      Map<String, Instant> extractTimes,
      Instant asOf) {
    this.eventSteps = List.copyOf(eventSteps);
    this.stating = List.copyOf(stating);
    this.extractTimes = new TreeMap<>(extractTimes);
    this.asOf = asOf;
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
    return Json.write(List.of(texts, asOf.toString()));
  }

  @Override
  public List<String> inputs() {
    List<String> inputs = new ArrayList<>(eventSteps);
    inputs.addAll(stating);
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
    Dataset<Row> events = context.read(Events.TABLE);
    Dataset<Row> ruled =
        ObservationPeriodRule.periods(events, context.read(Subjects.TABLE), extractTimes, asOf);
    if (stating.isEmpty()) {
      context.write(ObservationPeriods.TABLE, ruled);
      return Map.of();
    }
    Dataset<Row> stated = context.read(StatedPeriods.TABLE);
    Dataset<Row> periods = StatedPeriodRule.periods(stated, context.read(SubjectLinks.TABLE));
    context.write(ObservationPeriods.TABLE, StatedPeriodRule.before(periods, ruled));
    return StatedPeriodRule.outside(events, stated, context.written(ObservationPeriods.TABLE))
        .collectAsList()
        .stream()
        .collect(
            Collectors.toMap(
                row -> "outside the periods of " + row.getString(0),
                row -> Long.toString(row.getLong(1))));
  }
}

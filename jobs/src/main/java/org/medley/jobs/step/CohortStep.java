package org.medley.jobs.step;

import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.storage.StorageLevel;
import org.medley.features.cohort.Cohort;
import org.medley.features.cohort.Cohorts;
import org.medley.features.cohort.Task;
import org.medley.features.contract.Attrition;
import org.medley.features.contract.CodeAncestors;
import org.medley.features.contract.Events;
import org.medley.features.contract.Members;
import org.medley.features.contract.ObservationPeriods;
import org.medley.features.contract.Subjects;
import org.medley.features.contract.TableContract;
import org.medley.jobs.control.Json;
import org.medley.jobs.night.Step;
import org.medley.jobs.night.StepContext;
import org.medley.jobs.settings.TaskSettings;

/** Draws the cohort of one task, to train on and to score. */
public final class CohortStep implements Step {
  private final TaskSettings task;
  private final Instant asOf;
  private final List<String> eventSteps;

  /**
   * The cohort of {@code task} as of the instant {@code asOf}, from what {@code eventSteps} wrote.
   */
  public CohortStep(TaskSettings task, Instant asOf, List<String> eventSteps) {
    this.task = task;
    this.asOf = asOf;
    this.eventSteps = List.copyOf(eventSteps);
  }

  /** The name of the cohort step of {@code task}. */
  public static String name(String task) {
    return "cohort:" + task;
  }

  @Override
  public String name() {
    return name(task.name());
  }

  @Override
  public List<Class<?>> code() {
    return List.of(getClass());
  }

  @Override
  public String settings() {
    return Json.write(List.of(task.cohortDigest(), asOf.toString()));
  }

  @Override
  public List<String> inputs() {
    List<String> inputs = new ArrayList<>(eventSteps);
    inputs.add(SubjectsStep.NAME);
    inputs.add(PeriodsStep.NAME);
    if (Descendants.wanted(task.cohort())) {
      inputs.add(CodesStep.NAME);
    }
    return inputs;
  }

  @Override
  public List<TableContract> writes() {
    return List.of(Members.TABLE, Attrition.TABLE);
  }

  @Override
  public String slice() {
    return task.name();
  }

  @Override
  public Map<String, String> run(StepContext context) {
    Dataset<Row> events = context.read(Events.TABLE);
    Dataset<Row> subjects = context.read(Subjects.TABLE);
    Dataset<Row> periods = context.read(ObservationPeriods.TABLE);
    Task drawn =
        Descendants.wanted(task.cohort())
            ? Descendants.of(task.cohort(), context.read(CodeAncestors.TABLE))
            : task.cohort();
    List<Cohort> cohorts = new ArrayList<>();
    cohorts.add(kept(Cohorts.train(events, subjects, periods, drawn, asOf)));
    if (drawn.score() != null) {
      cohorts.add(kept(Cohorts.score(events, subjects, periods, drawn, asOf)));
    }
    try {
      context.write(Members.TABLE, union(cohorts.stream().map(Cohort::members).toList()));
      context.write(Attrition.TABLE, union(cohorts.stream().map(Cohort::attrition).toList()));
    } finally {
      cohorts.forEach(cohort -> cohort.candidates().unpersist());
    }
    return Map.of();
  }

  /** Members and attrition come from the same candidates: one pass serves both. */
  private static Cohort kept(Cohort cohort) {
    cohort.candidates().persist(StorageLevel.MEMORY_AND_DISK());
    return cohort;
  }

  private static Dataset<Row> union(List<Dataset<Row>> parts) {
    Optional<Dataset<Row>> all = parts.stream().reduce(Dataset::unionByName);
    return all.orElseThrow();
  }
}

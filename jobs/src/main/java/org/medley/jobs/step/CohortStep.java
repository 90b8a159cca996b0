package org.medley.jobs.step;

import static org.apache.spark.sql.functions.col;

import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.apache.spark.sql.Column;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.storage.StorageLevel;
import org.medley.features.cohort.Cohort;
import org.medley.features.cohort.Cohorts;
import org.medley.features.cohort.Task;
import org.medley.features.contract.ArmAttrition;
import org.medley.features.contract.Attrition;
import org.medley.features.contract.Events;
import org.medley.features.contract.FollowUps;
import org.medley.features.contract.Members;
import org.medley.features.contract.ObservationPeriods;
import org.medley.features.contract.Outcomes;
import org.medley.features.contract.Subjects;
import org.medley.features.contract.TableContract;
import org.medley.jobs.code.CodeDigests;
import org.medley.jobs.control.Json;
import org.medley.jobs.lake.Checkpoints;
import org.medley.jobs.night.Digests;
import org.medley.jobs.night.Step;
import org.medley.jobs.night.StepContext;

/**
 * Draws the cohorts of one task or decision, to train on and to score. Everyone is drawn every
 * night, in one pass, since the as-of date moves; only members whose rows differ from those of the
 * last end are written.
 */
public final class CohortStep implements Step {
  private static final String BASIS = "basis";
  private static final Column[] KEY = {
    col(Members.PURPOSE), col(Members.SUBJECT_ID), col(Members.INDEX_TIME)
  };

  private final CohortPlan plan;
  private final Instant asOf;
  private final List<String> eventSteps;

  /**
   * The cohorts of {@code plan} as of the instant {@code asOf}, from what {@code eventSteps} wrote.
   */
  public CohortStep(CohortPlan plan, Instant asOf, List<String> eventSteps) {
    this.plan = plan;
    this.asOf = asOf;
    this.eventSteps = List.copyOf(eventSteps);
  }

  /** The name of the cohort step of the task or decision {@code task}. */
  public static String name(String task) {
    return "cohort:" + task;
  }

  @Override
  public String name() {
    return name(plan.name());
  }

  @Override
  public List<Class<?>> code() {
    return List.of(getClass());
  }

  @Override
  public String settings() {
    return Json.write(List.of(plan.digest(), asOf.toString()));
  }

  @Override
  public List<String> inputs() {
    List<String> inputs = new ArrayList<>(eventSteps);
    inputs.add(SubjectsStep.NAME);
    inputs.add(PeriodsStep.NAME);
    if (plan.wantsDescendants()) {
      inputs.add(CodesStep.NAME);
    }
    return inputs;
  }

  @Override
  public List<TableContract> writes() {
    return plan.follows()
        ? List.of(Members.TABLE, Attrition.TABLE, ArmAttrition.TABLE, FollowUps.TABLE)
        : List.of(Members.TABLE, Attrition.TABLE);
  }

  @Override
  public String slice() {
    return plan.name();
  }

  @Override
  public Map<String, String> run(StepContext context) {
    Dataset<Row> events = context.read(Events.TABLE);
    Dataset<Row> subjects = context.read(Subjects.TABLE);
    Dataset<Row> periods = context.read(ObservationPeriods.TABLE);
    if (plan.follows()) {
      Dataset<Row> outcomes = context.read(Outcomes.TABLE);
      events = TrialEvents.with(events, outcomes);
      periods = plan.ofTrial() ? TrialEvents.periods(periods, outcomes) : periods;
    }
    List<Cohort> cohorts = new ArrayList<>();
    Task training = Descendants.of(context, plan.training());
    cohorts.add(kept(Cohorts.train(events, subjects, periods, training, asOf)));
    if (plan.scoring().isPresent()) {
      Task scoring = Descendants.of(context, plan.scoring().get());
      cohorts.add(kept(Cohorts.score(events, subjects, periods, scoring, asOf)));
    }
    try {
      Map<String, String> counts =
          replace(context, union(cohorts.stream().map(Cohort::members).toList()));
      context.write(Attrition.TABLE, union(cohorts.stream().map(Cohort::attrition).toList()));
      if (plan.follows()) {
        context.write(ArmAttrition.TABLE, cohorts.get(0).armAttrition());
        context.write(FollowUps.TABLE, cohorts.get(0).followUps());
      }
      return counts;
    } finally {
      cohorts.forEach(cohort -> cohort.candidates().unpersist());
    }
  }

  /** Writes the members whose rows differ from those of the last end, and takes out the others. */
  private Map<String, String> replace(StepContext context, Dataset<Row> drawn) {
    Map<String, String> notes = new LinkedHashMap<>();
    notes.put(BASIS, basis());
    boolean same =
        context.last().map(end -> notes.get(BASIS).equals(end.notes().get(BASIS))).orElse(false);
    if (!same) {
      context.write(Members.TABLE, drawn);
      return notes;
    }
    Dataset<Row> before = context.previous(Members.TABLE);
    Dataset<Row> gone = without(before, drawn).select(KEY).transform(Checkpoints::of);
    Dataset<Row> added = without(drawn, before).transform(Checkpoints::of);
    long news = added.count();
    if (news == 0 && gone.isEmpty()) {
      context.keep(Members.TABLE);
    } else {
      context.remove(Members.TABLE, gone);
      context.append(Members.TABLE, added);
    }
    notes.put("members written", Long.toString(news));
    notes.put("members kept", Long.toString(context.size(Members.TABLE) - news));
    return notes;
  }

  /** What decides the cohort beside what is read and the as-of date. */
  private String basis() {
    String code = CodeDigests.of(code().toArray(Class<?>[]::new));
    return Digests.of(Json.write(List.of(code, plan.digest())));
  }

  /** The rows of {@code some} of which {@code others} has no equal, null being equal to null. */
  private static Dataset<Row> without(Dataset<Row> some, Dataset<Row> others) {
    Dataset<Row> left = Members.TABLE.conform(some).as("one");
    Dataset<Row> right = Members.TABLE.conform(others).as("other");
    Column equal =
        Arrays.stream(left.columns())
            .map(name -> col("one." + name).eqNullSafe(col("other." + name)))
            .reduce(Column::and)
            .orElseThrow();
    return left.join(right, equal, "left_anti");
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

package org.medley.jobs.step;

import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeSet;
import java.util.stream.Stream;
import org.medley.features.contract.TableContract;
import org.medley.jobs.contract.Drift;
import org.medley.jobs.control.Entry;
import org.medley.jobs.control.Json;
import org.medley.jobs.control.Ledger;
import org.medley.jobs.control.StepEnd;
import org.medley.jobs.night.Due;
import org.medley.jobs.night.Step;
import org.medley.jobs.night.StepContext;
import org.medley.jobs.registry.Trained;
import org.medley.jobs.settings.TaskSettings;
import org.medley.models.retrain.Reaction;
import org.medley.models.retrain.RetrainDecision;
import org.medley.models.retrain.Retraining;

/**
 * Watches the champion of a task and decides what the next night does: nothing, a refit, or to hold
 * training. A recalibration is for a person, who gets the command. Neither the scores of tonight
 * nor their release depend on it; the gates of the publication refuse a cohort that collapsed.
 */
public final class DriftStep implements Step {
  /** Note: the command by which a person does what was asked for; absent where there is none. */
  public static final String COMMAND = "command";

  private final TaskSettings task;
  private final Instant asOf;
  private final LocalDate date;
  private final ZoneId zone;
  private final List<String> eventSteps;
  private final List<LocalDate> updates;

  /**
   * The watch over {@code task}.
   *
   * @param asOf the last instant of {@code date} in {@code zone}
   * @param updates nights before tonight on which the task came by a model
   */
  public DriftStep(
      TaskSettings task,
      Instant asOf,
      LocalDate date,
      ZoneId zone,
      List<String> eventSteps,
      List<LocalDate> updates) {
    this.task = task;
    this.asOf = asOf;
    this.date = date;
    this.zone = zone;
    this.eventSteps = List.copyOf(eventSteps);
    this.updates = List.copyOf(updates);
  }

  /** The name of the drift step of {@code task}. */
  public static String name(String task) {
    return "drift:" + task;
  }

  /** Logical dates before {@code date} on which {@code task} came by a model, oldest first. */
  public static List<LocalDate> updates(Ledger ledger, String task, LocalDate date) {
    TreeSet<LocalDate> nights = new TreeSet<>();
    for (Entry entry : ledger.of(Entry.Kind.STEP)) {
      boolean before = entry.asOf().filter(night -> night.isBefore(date)).isPresent();
      if (before && entry.name().equals(TrainStep.name(task))) {
        StepEnd end = Json.read(entry.details(), StepEnd.class);
        Trained.of(end.notes(), entry.recorded()).ifPresent(any -> nights.add(entry.asOf().get()));
      }
    }
    return new ArrayList<>(nights);
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
    return Json.write(
        List.of(
            asOf.toString(),
            zone.getId(),
            task.retrainDigest(),
            updates.stream().map(LocalDate::toString).toList()));
  }

  @Override
  public List<String> inputs() {
    List<String> inputs = new ArrayList<>(eventSteps);
    inputs.add(CohortStep.name(task.name()));
    inputs.add(FeaturesStep.name(task.name()));
    inputs.add(TrainStep.name(task.name()));
    inputs.add(DecideStep.name(task.name()));
    return inputs;
  }

  @Override
  public List<TableContract> writes() {
    return List.of(Drift.TABLE);
  }

  @Override
  public String slice() {
    return task.name();
  }

  @Override
  public Map<String, String> run(StepContext context) {
    String version =
        context.input(DecideStep.name(task.name())).notes().getOrDefault(DecideStep.CHAMPION, "");
    DriftHistory before =
        DriftHistory.of(context.previous(Drift.TABLE), date, version, updates(context));
    Watched watched = new Watched(context, task, asOf, date, zone);
    RetrainDecision decision =
        Retraining.decide(
            task.retrain(), watched.evidence(before), before.history(), watched::ladder);
    context.write(
        Drift.TABLE,
        DriftRows.kept(context.previous(Drift.TABLE), date)
            .unionByName(
                DriftRows.of(context.spark(), task.name(), date, version, decision.signals())));
    Map<String, String> notes = new LinkedHashMap<>();
    notes.put(Due.REACTION, decision.reaction().text());
    notes.put(
        Due.WHY,
        watched.unwatched().map(why -> decision.words() + "; " + why).orElse(decision.words()));
    notes.put(Due.DRIFT_AS_OF, date.toString());
    notes.put("model", version);
    command(context, decision).ifPresent(command -> notes.put(COMMAND, command));
    return notes;
  }

  /** The nights before, and tonight where the task came by a model. */
  private List<LocalDate> updates(StepContext context) {
    Map<String, String> train = context.input(TrainStep.name(task.name())).notes();
    boolean tonight =
        date.toString().equals(train.get(Due.TRAINED_AS_OF)) && train.containsKey(Trained.VERSION);
    return tonight ? Stream.concat(updates.stream(), Stream.of(date)).toList() : updates;
  }

  private Optional<String> command(StepContext context, RetrainDecision decision) {
    return decision.reaction() != Reaction.RECALIBRATE
        ? Optional.empty()
        : Optional.of(
            "medley models validate %s --from %s --since %s --recalibrate %s"
                .formatted(
                    task.name(),
                    context.lake().root(),
                    decision.since().orElseThrow(),
                    decision.kind().orElseThrow().text()));
  }
}

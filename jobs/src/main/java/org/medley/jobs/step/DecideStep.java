package org.medley.jobs.step;

import static org.apache.spark.sql.functions.col;

import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;
import org.apache.spark.sql.Row;
import org.medley.features.contract.TableContract;
import org.medley.jobs.control.Json;
import org.medley.jobs.control.Ledger;
import org.medley.jobs.control.StepEnd;
import org.medley.jobs.night.Digests;
import org.medley.jobs.night.Step;
import org.medley.jobs.night.StepContext;
import org.medley.jobs.registry.Decision;
import org.medley.jobs.registry.Decision.Act;
import org.medley.jobs.registry.Registry;
import org.medley.jobs.registry.Trained;
import org.medley.jobs.settings.TaskSettings;
import org.medley.models.contract.Models;
import org.medley.models.promotion.Verdict;

/**
 * Decides which model of a task is champion, and writes the registry. A model that nobody judged
 * meets the gates of the task: with a champion that answers the same question it is compared with
 * it on the members that both have in their test split, else the gates of its own alone decide. A
 * model that the gates refused meets them again only when their settings change and no person has
 * decided since; decisions of people stand.
 *
 * <p>Decision: what was decided lies in the ledger, as a note of this step's end, not in a table.
 * Who and when would make two runs of the same night differ.
 */
public final class DecideStep implements Step {
  /** Note: the champion; absent before the first. */
  public static final String CHAMPION = "champion";

  /** Note: the digest of the champion's files. */
  static final String CHAMPION_DIGEST = "champion_digest";

  /** Note: the vocabulary of the champion. */
  static final String CHAMPION_REFERENCE = "champion_reference";

  /** Note: the question that the champion answers. */
  static final String CHAMPION_QUESTION = "champion_question";

  /** Note: the refusal of the newest model, as JSON of a {@link Decision}; absent where none is. */
  static final String REFUSAL = "refusal";

  private final TaskSettings task;
  private final Registry registry;
  private final String asOf;

  /**
   * The decision on the models of {@code task}.
   *
   * @param registry what was decided before tonight
   * @param asOf logical date, ISO text
   */
  public DecideStep(TaskSettings task, Registry registry, String asOf) {
    this.task = task;
    this.registry = registry;
    this.asOf = asOf;
  }

  /** The name of the step that decides on the models of {@code task}. */
  public static String name(String task) {
    return "decide:" + task;
  }

  /** What {@code ledger} says of the models of {@code task}. */
  public static Registry registry(Ledger ledger, String task) {
    return Registry.of(ledger, task, TrainStep.name(task), name(task));
  }

  @Override
  public String name() {
    return name(task.name());
  }

  @Override
  public List<Class<?>> code() {
    return List.of(getClass());
  }

  /** What people decided counts, what this step decided does not: its own notes hold that. */
  @Override
  public String settings() {
    return Json.write(List.of(task.gatesDigest(), registry.people()));
  }

  @Override
  public List<String> inputs() {
    return List.of(TrainStep.name(task.name()));
  }

  @Override
  public List<TableContract> writes() {
    return List.of(Models.TABLE);
  }

  @Override
  public String slice() {
    return task.name();
  }

  @Override
  public Map<String, String> run(StepContext context) {
    StepEnd train = context.input(TrainStep.name(task.name()));
    Registry now =
        Trained.of(train.notes(), Instant.EPOCH)
            .filter(model -> registry.model(model.version()).isEmpty())
            .map(registry::and)
            .orElse(registry);
    Map<String, String> notes = new LinkedHashMap<>();
    if (now.isOpen(rules())) {
      Decision decision = decide(context, now);
      notes.put(Registry.DECISION, Json.write(decision));
      now = now.and(decision, Instant.EPOCH);
    }
    now.champion()
        .ifPresent(
            champion -> {
              notes.put(CHAMPION, champion.version());
              notes.put(CHAMPION_DIGEST, champion.digest());
              notes.put(CHAMPION_REFERENCE, champion.referenceId());
              notes.put(CHAMPION_QUESTION, champion.question());
            });
    now.refusal().ifPresent(refusal -> notes.put(REFUSAL, Json.write(refusal)));
    write(context, train, now);
    return notes;
  }

  private String rules() {
    return Digests.of(task.gatesDigest());
  }

  private Decision decide(StepContext context, Registry now) {
    Trained candidate = now.newest().orElseThrow();
    Optional<Trained> champion = now.champion();
    Optional<Trained> comparable =
        champion.filter(before -> before.question().equals(candidate.question()));
    List<Verdict> verdicts = new Judgement(context, task, now).of(candidate, comparable);
    boolean passed = verdicts.stream().allMatch(Verdict::passed);
    return new Decision(
        passed ? Act.PROMOTED : Act.REFUSED,
        candidate.version(),
        champion.map(Trained::version).orElse(""),
        Decision.GATES,
        passed ? why(champion, comparable) : failed(verdicts),
        asOf,
        rules(),
        verdicts);
  }

  private static String why(Optional<Trained> champion, Optional<Trained> comparable) {
    if (champion.isEmpty()) {
      return "every gate passed; it is the first model of the task";
    }
    return comparable.isPresent()
        ? "every gate passed against " + champion.get().version()
        : "every gate of its own passed; "
            + champion.get().version()
            + " has other cohort or"
            + " covariate settings, so they were not compared";
  }

  private static String failed(List<Verdict> verdicts) {
    return verdicts.stream()
        .filter(verdict -> !verdict.passed())
        .map(DecideStep::words)
        .collect(Collectors.joining("; "));
  }

  /** A verdict in one clause. */
  static String words(Verdict verdict) {
    String person = verdict.result() == Verdict.Result.PERSON ? " (a person decides)" : "";
    return verdict.gate() + person + ": " + verdict.words();
  }

  private void write(StepContext context, StepEnd train, Registry now) {
    List<Registered> known = new ArrayList<>();
    Optional<Registered> fresh =
        Optional.ofNullable(train.notes().get(TrainStep.REGISTERED))
            .map(json -> Json.read(json, Registered.class));
    String version = fresh.map(Registered::modelVersion).orElse("");
    Models.TABLE
        .conform(context.previous(Models.TABLE))
        .where(col(Models.MODEL_VERSION).notEqual(version))
        .collectAsList()
        .forEach(row -> known.add(Registered.of(row)));
    fresh.ifPresent(known::add);
    List<Row> rows = known.stream().map(model -> model.row(now)).toList();
    context.write(Models.TABLE, context.spark().createDataFrame(rows, Models.TABLE.schema()));
  }
}

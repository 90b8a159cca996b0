package org.medley.jobs.step;

import java.io.IOException;
import java.nio.file.Path;
import java.sql.Timestamp;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SplittableRandom;
import java.util.stream.LongStream;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.RowFactory;
import org.apache.spark.sql.SparkSession;
import org.medley.features.contract.LeakAudit;
import org.medley.features.contract.Matrix;
import org.medley.features.contract.Members;
import org.medley.features.contract.Reference;
import org.medley.features.contract.Subjects;
import org.medley.features.contract.TableContract;
import org.medley.jobs.control.Control;
import org.medley.jobs.control.Ledger;
import org.medley.jobs.control.Release;
import org.medley.jobs.control.StepEnd;
import org.medley.jobs.lake.Lake;
import org.medley.jobs.lake.Output;
import org.medley.jobs.night.Digests;
import org.medley.jobs.night.Due;
import org.medley.jobs.night.Night;
import org.medley.jobs.night.NightListener;
import org.medley.jobs.night.Plan;
import org.medley.jobs.night.Step;
import org.medley.jobs.night.StepContext;
import org.medley.jobs.registry.Registry;
import org.medley.jobs.settings.TaskSettings;

/**
 * A site whose members and covariates are simulated, and from training on the real steps. Flag 0
 * moves the risk much, flag 1 not at all and flag 2 more still.
 */
final class ChampionSite {
  static final String TASK = "t";

  static final int PEOPLE = 360;
  private static final Instant INDEX = Instant.parse("2021-01-01T00:00:00Z");

  /** What is known of people when covariates are built. */
  enum Covariates {
    /** Flags 0 and 1. */
    FEW,
    /** The same, but the flags of training members are drawn anew: nothing can be learnt. */
    SPOILT,
    /** As few, but almost everybody who is scored has flag 0. */
    DRIFTED,
    /** Flags 0, 1 and 2. */
    MORE
  }

  private final SparkSession spark;
  private final TaskSettings task;
  final Lake lake;
  final Control control;
  private Map<String, StepEnd> ends;
  private Map<String, StepEnd> night;

  ChampionSite(SparkSession spark, Path folder) throws IOException {
    this.spark = spark;
    this.task = ChampionTask.read(folder, TASK);
    String root = folder.resolve("lake").toString();
    this.lake = new Lake(spark, root);
    this.control = new Control(spark, root, Clock.systemUTC());
  }

  /** A night on which training is due or not. */
  void night(LocalDate date, Covariates covariates, boolean due) {
    ends =
        new Night(spark, lake, control, date, Clock.systemUTC(), new Silent())
            .run(ledger -> steps(ledger, date, covariates, due));
    night = ends;
  }

  /** What such a night would run. */
  List<String> plan(LocalDate date, Covariates covariates, boolean due) {
    Ledger ledger = control.ledger();
    return Plan.of(steps(ledger, date, covariates, due), ledger).running().stream()
        .map(planned -> planned.step().name())
        .toList();
  }

  /** Whether the night of {@code date} would train by the ledger. */
  Due due(LocalDate date, Due.Rules rules) {
    Ledger ledger = control.ledger();
    return Due.decide(
        ledger.lastResult(TrainStep.name(TASK)),
        ledger.lastBefore(DriftStep.name(TASK), date),
        rules,
        date);
  }

  /** A validation of the champion on those members of the last night that it did not train on. */
  ExternalRun validation(String update) {
    List<Output> pins = night.values().stream().flatMap(end -> end.outputs().stream()).toList();
    return new ExternalRun(
        task,
        registry().champion().orElseThrow(),
        lake,
        registry(),
        new ExternalData(
            "later",
            lake,
            new Release("r1", "2024-06-01", "", pins, Map.of(), Map.of(), List.of()),
            ZoneOffset.UTC,
            Optional.of(LocalDate.of(2021, 1, 1)),
            ExternalData.Home.SAME),
        new ExternalRun.Wanted(update, "ann", "other people", Instant.EPOCH));
  }

  /** Records {@code run} in this lake. */
  void record(ExternalRun run, ExternalStep.Records records, LocalDate date) {
    ends =
        new Night(spark, lake, control, date, Clock.systemUTC(), new Silent())
            .run(
                ledger ->
                    List.of(
                        new ExternalStep(
                            run, records, date, found -> Map.of("txt", found.data().words())),
                        new DecideStep(task, DecideStep.registry(ledger, TASK), date.toString())));
  }

  Registry registry() {
    return DecideStep.registry(control.ledger(), TASK);
  }

  Map<String, String> notes(String step) {
    return ends.get(step).notes();
  }

  List<Row> rows(TableContract table, String step) {
    Output output =
        ends.get(step).outputs().stream()
            .filter(each -> each.table().equals(table.name()))
            .findFirst()
            .orElseThrow();
    return lake.read(table, output).collectAsList();
  }

  private List<Step> steps(Ledger ledger, LocalDate date, Covariates covariates, boolean due) {
    Registry registry = DecideStep.registry(ledger, TASK);
    GivenStep fitting = features(covariates, Optional.empty());
    List<Step> steps =
        new ArrayList<>(
            List.of(
                new GivenStep(SubjectsStep.NAME, Output.ALL, "", Subjects.TABLE, subjects()),
                new GivenStep(
                    CohortStep.name(TASK), TASK, date.toString(), Members.TABLE, members())));
    steps.add(fitting);
    Optional<FeaturesStep.Vocabulary> standing =
        due
            ? Optional.empty()
            : Vocabularies.standing(
                TASK,
                registry,
                ledger.lastResult(TrainStep.name(TASK)),
                Digests.of(task.questionDigest()),
                Plan.of(steps, ledger).step(fitting.name()).key(),
                date.toString());
    steps.set(2, standing.isEmpty() ? fitting : features(covariates, standing));
    steps.add(new GivenStep(AuditStep.name(TASK), TASK, "", LeakAudit.TABLE, List.of()));
    steps.add(new TrainStep(task, new Due(due, "the test says so"), "d", date.toString()));
    steps.add(new DecideStep(task, registry, date.toString()));
    steps.add(new ScoreStep(task));
    steps.add(
        new DriftStep(
            task,
            date.atTime(23, 59).toInstant(ZoneOffset.UTC),
            date,
            ZoneOffset.UTC,
            List.of(),
            DriftStep.updates(ledger, TASK, date)));
    steps.add(new PublishStep(task, date, 11));
    return steps;
  }

  private GivenStep features(Covariates covariates, Optional<FeaturesStep.Vocabulary> standing) {
    String settings =
        standing.map(FeaturesStep.Vocabulary::id).orElse("")
            + (standing.isEmpty() || covariates == Covariates.DRIFTED ? covariates.name() : "");
    return new GivenStep(
        FeaturesStep.name(TASK), TASK, settings, Matrix.TABLE, matrix(covariates)) {
      @Override
      public List<TableContract> writes() {
        return List.of(Matrix.TABLE, Reference.TABLE);
      }

      @Override
      public Map<String, String> run(StepContext context) {
        String id = standing.map(FeaturesStep.Vocabulary::id).orElse(context.key());
        int known = id.equals(context.key()) ? flags(covariates) : 2;
        write(context, Matrix.TABLE, matrix(covariates, id, known));
        write(context, Reference.TABLE, reference(id, known));
        return Map.of();
      }
    };
  }

  private static int flags(Covariates covariates) {
    return covariates == Covariates.MORE ? 3 : 2;
  }

  private static List<Row> matrix(Covariates covariates) {
    return matrix(covariates, "", flags(covariates));
  }

  private static List<Row> subjects() {
    return LongStream.rangeClosed(1, PEOPLE)
        .mapToObj(person -> RowFactory.create(person, null, null, null, null, null, null, null))
        .toList();
  }

  private static List<Row> members() {
    List<Row> rows = new ArrayList<>();
    SplittableRandom random = new SplittableRandom(11);
    for (long person = 1; person <= PEOPLE; person++) {
      int[] flags = flags(person);
      double risk = 1 / (1 + Math.exp(2.2 - 2.2 * flags[0] - 3 * flags[2]));
      boolean event = random.nextDouble() < risk;
      rows.add(
          RowFactory.create(
              TASK,
              "train",
              person,
              Timestamp.from(INDEX),
              null,
              Timestamp.from(INDEX),
              Timestamp.from(INDEX.plus(Duration.ofDays(365))),
              event ? 1.0 : 0.0,
              event ? "positive" : "negative",
              event ? Timestamp.from(INDEX.plus(Duration.ofDays(9))) : null,
              event ? "outcome" : null,
              null,
              null,
              person % 2 == 0 ? "test" : "train"));
    }
    return rows;
  }

  private static int[] flags(long person) {
    SplittableRandom random = new SplittableRandom(1000 + person);
    return new int[] {random.nextInt(2), random.nextInt(2), random.nextInt(2)};
  }

  private static List<Row> matrix(Covariates covariates, String id, int known) {
    List<Row> rows = new ArrayList<>();
    for (long person = 1; person <= PEOPLE; person++) {
      boolean spoilt = covariates == Covariates.SPOILT && person % 2 == 1;
      for (String purpose : List.of("train", "score")) {
        int[] flags = flags(spoilt ? 7 * PEOPLE + person : person);
        if (covariates == Covariates.DRIFTED && purpose.equals("score") && person % 20 != 0) {
          flags[0] = 1;
        }
        List<Integer> indices = new ArrayList<>();
        List<Double> values = new ArrayList<>();
        for (int j = 0; j < known; j++) {
          if (flags[j] == 1) {
            indices.add(j);
            values.add(1.0);
          }
        }
        Instant index = purpose.equals("train") ? INDEX : INDEX.plus(Duration.ofDays(900));
        rows.add(
            RowFactory.create(
                TASK,
                id,
                purpose,
                person,
                Timestamp.from(index),
                indices.toArray(),
                values.toArray()));
      }
    }
    return rows;
  }

  private static List<Row> reference(String id, int known) {
    List<Row> rows = new ArrayList<>();
    for (int j = 0; j < known; j++) {
      rows.add(
          RowFactory.create(
              TASK,
              id,
              j,
              "flag_" + j,
              "codes",
              null,
              "full",
              "any",
              null,
              "Flag " + j,
              "zero",
              0.5));
    }
    return rows;
  }

  private static final class Silent implements NightListener {
    @Override
    public void started(String step) {}

    @Override
    public void ended(String step, StepEnd end) {}

    @Override
    public void failed(String step) {}
  }
}

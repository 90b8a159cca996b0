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
import java.util.stream.IntStream;
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
import org.medley.jobs.control.StepEnd;
import org.medley.jobs.lake.Lake;
import org.medley.jobs.lake.Output;
import org.medley.jobs.night.Due;
import org.medley.jobs.night.Night;
import org.medley.jobs.night.NightListener;
import org.medley.jobs.night.Step;
import org.medley.jobs.night.StepContext;
import org.medley.jobs.settings.TaskSettings;
import org.medley.jobs.site.Site;

/**
 * A site with one task for each {@link Degenerate} case, and one night from training to release.
 */
final class DegenerateSite {
  static final LocalDate DAY = LocalDate.of(2024, 6, 1);

  private final SparkSession spark;
  private final List<TaskSettings> tasks = new ArrayList<>();
  final Lake lake;
  final Control control;
  private Map<String, StepEnd> ends;

  DegenerateSite(SparkSession spark, Path folder) throws IOException {
    this.spark = spark;
    String root = folder.resolve("lake").toString();
    this.lake = new Lake(spark, root);
    this.control = new Control(spark, root, Clock.systemUTC());
    for (Degenerate each : Degenerate.values()) {
      tasks.add(ChampionTask.read(folder, each.task(), "{name: logistic, penalty: [0.03]}"));
    }
  }

  /** The night. */
  void night() {
    ends =
        new Night(spark, lake, control, DAY, Clock.systemUTC(), new Silent())
            .run(ledger -> steps());
  }

  StepEnd end(String step) {
    return ends.get(step);
  }

  List<Row> rows(TableContract table, String step) {
    Output output =
        end(step).outputs().stream()
            .filter(each -> each.table().equals(table.name()))
            .findFirst()
            .orElseThrow();
    return lake.read(table, output).collectAsList();
  }

  private List<Step> steps() {
    List<Step> steps = new ArrayList<>();
    steps.add(new GivenStep(SubjectsStep.NAME, Output.ALL, "", Subjects.TABLE, subjects()));
    for (int i = 0; i < tasks.size(); i++) {
      steps.addAll(steps(Degenerate.values()[i], tasks.get(i)));
    }
    List<String> names = steps.stream().map(Step::name).toList();
    Site site =
        new Site(
            "Test",
            ZoneOffset.UTC,
            Optional.empty(),
            Path.of("..", "conf", "demo.key"),
            Site.MINIMUM_CELL,
            Site.Tolerance.STANDARD,
            Site.RETRAIN_DAYS,
            List.of());
    steps.add(new ReleaseStep(site, tasks, List.of(), DAY, names, content -> {}));
    return steps;
  }

  private List<Step> steps(Degenerate which, TaskSettings task) {
    String name = task.name();
    List<Step> steps = new ArrayList<>();
    steps.add(new GivenStep(CohortStep.name(name), name, "", Members.TABLE, members(which)));
    steps.add(features(which));
    steps.add(new GivenStep(AuditStep.name(name), name, "", LeakAudit.TABLE, List.of()));
    steps.add(new TrainStep(task, new Due(true, "the test says so"), "d", DAY.toString()));
    steps.add(new DecideStep(task, DecideStep.registry(control.ledger(), name), DAY.toString()));
    steps.add(new ScoreStep(task));
    steps.add(
        new DriftStep(
            task,
            DAY.atTime(23, 59).toInstant(ZoneOffset.UTC),
            DAY,
            ZoneOffset.UTC,
            List.of(),
            List.of()));
    steps.add(new PublishStep(task, DAY, Site.MINIMUM_CELL));
    return steps;
  }

  private static GivenStep features(Degenerate which) {
    String name = which.task();
    return new GivenStep(FeaturesStep.name(name), name, "", Matrix.TABLE, List.of()) {
      @Override
      public List<TableContract> writes() {
        return List.of(Matrix.TABLE, Reference.TABLE);
      }

      @Override
      public Map<String, String> run(StepContext context) {
        write(context, Matrix.TABLE, matrix(which, context.key()));
        write(context, Reference.TABLE, reference(which, context.key()));
        return Map.of();
      }
    };
  }

  private static List<Row> subjects() {
    return LongStream.rangeClosed(1, Degenerate.PEOPLE)
        .mapToObj(person -> RowFactory.create(person, null, null, null, null, null, null, null))
        .toList();
  }

  private static List<Row> members(Degenerate which) {
    return which.members().stream().map(member -> member(which.task(), member)).toList();
  }

  private static Row member(String task, Degenerate.Member member) {
    Instant index = index(member);
    boolean event = member.label() != null && member.label() > 0;
    Timestamp end = Timestamp.from(index.plus(Duration.ofDays(365)));
    Timestamp left = Timestamp.from(index.plus(Duration.ofDays(30)));
    return RowFactory.create(
        task,
        "train",
        member.person(),
        Timestamp.from(index),
        null,
        Timestamp.from(index),
        end,
        member.label(),
        member.label() == null ? "unknown" : event ? "positive" : "negative",
        event ? Timestamp.from(index.plus(Duration.ofDays(9))) : null,
        event ? "outcome" : null,
        member.label() == null ? left : null,
        null,
        member.split());
  }

  private static Instant index(Degenerate.Member member) {
    return LocalDate.of(member.year(), 1, 1).atStartOfDay(ZoneOffset.UTC).toInstant();
  }

  private static List<Row> matrix(Degenerate which, String id) {
    List<Row> rows = new ArrayList<>();
    for (Degenerate.Member member : which.members()) {
      double[] values = member.values();
      int[] present = IntStream.range(0, values.length).filter(j -> values[j] != 0).toArray();
      for (String purpose : List.of("train", "score")) {
        Duration later = Duration.ofDays(purpose.equals("train") ? 0 : 900);
        rows.add(
            RowFactory.create(
                which.task(),
                id,
                purpose,
                member.person(),
                Timestamp.from(index(member).plus(later)),
                IntStream.of(present).boxed().toArray(),
                IntStream.of(present).mapToObj(j -> values[j]).toArray()));
      }
    }
    return rows;
  }

  private static List<Row> reference(Degenerate which, String id) {
    return IntStream.range(0, which.covariates())
        .mapToObj(
            j ->
                RowFactory.create(
                    which.task(),
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
                    0.5))
        .toList();
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

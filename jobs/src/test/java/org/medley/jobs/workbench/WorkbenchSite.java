package org.medley.jobs.workbench;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Timestamp;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SplittableRandom;
import java.util.function.Function;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.RowFactory;
import org.apache.spark.sql.SparkSession;
import org.medley.features.contract.Events;
import org.medley.features.contract.ObservationPeriods;
import org.medley.features.contract.Subjects;
import org.medley.features.contract.TableContract;
import org.medley.jobs.control.Control;
import org.medley.jobs.control.Ledger;
import org.medley.jobs.control.Release;
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
import org.medley.jobs.step.CohortPlan;
import org.medley.jobs.step.CohortStep;
import org.medley.jobs.step.CovariatePlan;
import org.medley.jobs.step.DecideStep;
import org.medley.jobs.step.FeaturesStep;
import org.medley.jobs.step.PeriodsStep;
import org.medley.jobs.step.Steps;
import org.medley.jobs.step.SubjectsStep;
import org.medley.jobs.step.TrainStep;

/**
 * A released night on simulated events, by the real steps from the cohort on. A flag in the last
 * month raises the risk, one of long ago does not.
 */
final class WorkbenchSite {
  static final String TASK = "t";

  private static final int PEOPLE = 300;
  private static final LocalDate DATE = LocalDate.of(2022, 6, 1);
  private static final Instant INDEX = Instant.parse("2021-01-01T23:59:59.999999Z");
  private static final String EVENTS = "events:ehr";
  private static final String SITE =
      """
      site: Test
      zone: UTC
      identity: {key-file: key}
      sources: {ehr: {kind: fhir, path: in, zone: UTC}}
      """;
  private static final String QUESTION =
      """
      predicates: {a: {code: X//seen}, b: {code: X//outcome}}
      trigger: {dates: [2021-01-01]}
      windows:
        input: {start: end - 400d, end: trigger, start_inclusive: false, end_inclusive: true, index_timestamp: end, has: {a: "(1, None)"}}
        target: {start: input.end, end: start + 365d, start_inclusive: false, end_inclusive: true, label: b}
      observation: {competing: []}
      features: {families: [codes], windows: [30d, full], aggregates: {codes: [any]}}
      model: {families: [{name: logistic, penalty: 0.01}], folds: 2}
      validation: {split: {kind: person, test-share: 0.5}, exploratory: true}
      score: {at: as-of}
      publish: {}
      """;

  final Path conf;
  private final OpenLake open;

  WorkbenchSite(SparkSession spark, Path folder) throws IOException {
    conf = Files.createDirectories(folder.resolve("conf"));
    Files.createDirectories(conf.resolve("tasks"));
    Files.createDirectories(conf.resolve("quality"));
    Files.writeString(conf.resolve("site.yaml"), SITE);
    Files.writeString(conf.resolve("tasks").resolve(TASK + ".yaml"), QUESTION);
    String root = folder.resolve("lake").toString();
    open = new OpenLake(spark, new Lake(spark, root), new Control(spark, root, Clock.systemUTC()));
  }

  /** Runs the night, and opens what it released. */
  Workbench released() {
    NamedTask named = NamedTask.read(conf, TASK, List.of());
    new Night(open.spark(), open.lake(), open.control(), DATE, Clock.systemUTC(), new Silent())
        .run(ledger -> steps(ledger, named));
    return new Workbench(open, conf, open.control().ledger().current().orElseThrow());
  }

  private static List<Step> steps(Ledger ledger, NamedTask named) {
    TaskSettings task = named.task();
    Site site = named.site();
    List<Step> steps =
        new ArrayList<>(
            List.of(
                given(SubjectsStep.NAME, Subjects.TABLE, subjects()),
                given(EVENTS, Events.TABLE, events()),
                given(PeriodsStep.NAME, ObservationPeriods.TABLE, periods()),
                new CohortStep(CohortPlan.of(task), Steps.endOf(DATE, site), List.of(EVENTS)),
                new FeaturesStep(
                    CovariatePlan.of(task), List.of(EVENTS), Optional.empty(), Optional.empty()),
                new TrainStep(task, new Due(true, "the test says so"), "d", DATE.toString()),
                new DecideStep(task, DecideStep.registry(ledger, TASK), DATE.toString())));
    List<String> names = steps.stream().map(Step::name).toList();
    steps.add(new Simple("release", names, List.of(), Output.ALL, WorkbenchSite::release));
    return steps;
  }

  private static Map<String, String> release(StepContext context) {
    List<Output> pins =
        context.inputs().values().stream().flatMap(end -> end.outputs().stream()).toList();
    context.publish(new Release("r1", DATE.toString(), "", pins, Map.of(), Map.of(), List.of()));
    return Map.of();
  }

  private static Step given(String name, TableContract table, List<Row> rows) {
    return new Simple(
        name,
        List.of(),
        List.of(table),
        table.slice().isPresent() ? (table == Events.TABLE ? "ehr" : TASK) : Output.ALL,
        context -> {
          context.write(table, context.spark().createDataFrame(rows, table.schema()));
          return Map.of();
        });
  }

  private static List<Row> subjects() {
    List<Row> rows = new ArrayList<>();
    for (long person = 1; person <= PEOPLE; person++) {
      rows.add(RowFactory.create(person, null, null, null, null, null, null, null));
    }
    return rows;
  }

  private static List<Row> periods() {
    List<Row> rows = new ArrayList<>();
    for (long person = 1; person <= PEOPLE; person++) {
      rows.add(
          RowFactory.create(
              person,
              Timestamp.from(INDEX.minus(Duration.ofDays(700))),
              Timestamp.from(INDEX.plus(Duration.ofDays(700))),
              "extract"));
    }
    return rows;
  }

  private static List<Row> events() {
    List<Row> rows = new ArrayList<>();
    SplittableRandom random = new SplittableRandom(5);
    for (long person = 1; person <= PEOPLE; person++) {
      boolean recent = random.nextBoolean();
      rows.add(event(rows.size(), person, "X//seen", -300));
      rows.add(event(rows.size(), person, "X//seen", 400));
      if (recent) {
        rows.add(event(rows.size(), person, "X//flag", -10));
        rows.add(event(rows.size(), person, "X//flag", 500));
      }
      if (random.nextBoolean()) {
        rows.add(event(rows.size(), person, "X//flag", -200));
      }
      if (random.nextDouble() < (recent ? 0.6 : 0.15)) {
        rows.add(event(rows.size(), person, "X//outcome", 20));
      }
    }
    return rows;
  }

  private static Row event(int id, long person, String code, int day) {
    Timestamp time = Timestamp.from(INDEX.plus(Duration.ofDays(day)));
    Map<String, Object> cells =
        Map.of(
            Events.SUBJECT_ID,
            person,
            Events.TIME,
            time,
            Events.AVAILABLE_TIME,
            time,
            Events.AVAILABLE_BASIS,
            "stated",
            Events.TIME_PRECISION,
            "instant",
            Events.CODE,
            code,
            Events.DOMAIN,
            "condition",
            Events.SOURCE,
            "ehr",
            Events.SOURCE_TYPE,
            "Condition",
            Events.SOURCE_ID,
            Integer.toString(id));
    return RowFactory.create(
        java.util.Arrays.stream(Events.TABLE.schema().fieldNames())
            .map(name -> name.equals(Events.SOURCE_PART) ? "" : cells.get(name))
            .toArray());
  }

  private record Simple(
      String name,
      List<String> inputs,
      List<TableContract> writes,
      String slice,
      Function<StepContext, Map<String, String>> body)
      implements Step {
    @Override
    public List<Class<?>> code() {
      return List.of(Output.class);
    }

    @Override
    public String settings() {
      return "";
    }

    @Override
    public Map<String, String> run(StepContext context) {
      return body.apply(context);
    }
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

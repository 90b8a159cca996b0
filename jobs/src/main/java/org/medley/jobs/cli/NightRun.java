package org.medley.jobs.cli;

import java.time.Clock;
import java.time.Duration;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.BiConsumer;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.medley.features.contract.TableContract;
import org.medley.jobs.cli.console.Progress;
import org.medley.jobs.control.Entry;
import org.medley.jobs.control.Json;
import org.medley.jobs.control.Ledger;
import org.medley.jobs.control.StepEnd;
import org.medley.jobs.error.ExitCode;
import org.medley.jobs.error.MedleyException;
import org.medley.jobs.lake.Output;
import org.medley.jobs.night.Inventory;
import org.medley.jobs.night.KnownFiles;
import org.medley.jobs.night.Night;
import org.medley.jobs.night.NightListener;
import org.medley.jobs.night.Plan;
import org.medley.jobs.night.Planned;
import org.medley.jobs.night.Repeated;
import org.medley.jobs.night.Step;
import org.medley.jobs.report.content.ReportData;
import org.medley.jobs.site.Configuration;
import org.medley.jobs.source.SourceFile;
import org.medley.jobs.source.SourceSettings;
import org.medley.jobs.source.Sources;
import org.medley.jobs.step.IngestStep;
import org.medley.jobs.step.ReleaseStep;
import org.medley.jobs.step.Steps;

/** One night from the command line: configuration, pull, plan, run. */
final class NightRun {
  /** What became of a night. */
  enum Result {
    PUBLISHED,
    NOOP,
    REFUSED,
    /** Some steps ran; a release was not among them. */
    DONE
  }

  /** A night that ended, and the ledger as it left it. */
  record Ended(Result result, Ledger ledger) {
    private static Ended of(Result unlessRefused, Ledger ledger) {
      boolean refused = ledger.current().stream().anyMatch(now -> !now.refused().isEmpty());
      return new Ended(refused ? Result.REFUSED : unlessRefused, ledger);
    }

    /** The exit code that tells the truth. */
    int exitCode() {
      return (result == Result.REFUSED ? ExitCode.GATE_REFUSED : ExitCode.DONE).number();
    }
  }

  private final Options options;
  private final Configuration configuration;
  private final NightRequest request;
  private final Workspace workspace;
  private final LocalDate asOf;
  private final Map<String, Inventory> inventory;
  private final Steps steps;
  private final List<ReportData> reports;

  private NightRun(
      Options options,
      Configuration configuration,
      NightRequest request,
      Workspace workspace,
      LocalDate asOf,
      Map<String, Inventory> inventory,
      Steps steps,
      List<ReportData> reports) {
    this.options = options;
    this.configuration = configuration;
    this.request = request;
    this.workspace = workspace;
    this.asOf = asOf;
    this.inventory = inventory;
    this.steps = steps;
    this.reports = reports;
  }

  /** Reads the configuration, pulls, and looks at the sources; fails before it computes. */
  static NightRun prepare(Options options, NightRequest request) {
    return prepare(options, request, Set.of(), Pulls::run);
  }

  /** The same without pulling: with the sources as they lie there. */
  static NightRun prepareWithoutPull(Options options, NightRequest request) {
    return prepare(options, request, Set.of(), Pulls::requireLanded);
  }

  /**
   * A whole night after a pull, with the quarantine of the sources {@code replayed} tried again.
   */
  static NightRun prepare(Options options, Set<String> replayed) {
    return prepare(options, NightRequest.whole("quarantine replay", options), replayed, Pulls::run);
  }

  private static NightRun prepare(
      Options options,
      NightRequest request,
      Set<String> replayed,
      BiConsumer<Pulls, List<String>> pull) {
    request.requireKnownWords();
    Configuration read = Pulls.configuration(options);
    Workspace workspace = Workspace.writing(options);
    List<String> wanted =
        read.site().sources().stream().map(SourceSettings::name).filter(request::reads).toList();
    List<String> pulled = wanted.stream().filter(read.pulls()::containsKey).toList();
    pull.accept(new Pulls(options, read, workspace), pulled);
    Configuration configuration = read.in(workspace.lake().root());
    List<SourceSettings> sources =
        configuration.site().sources().stream()
            .filter(source -> wanted.contains(source.name()))
            .toList();
    return of(options, configuration, request, workspace, sources, replayed);
  }

  /**
   * A night of {@code configuration}.
   *
   * @param read the sources that are looked at; the others stand as they were left
   * @param replayed sources whose quarantine is tried again
   */
  static NightRun of(
      Options options,
      Configuration configuration,
      NightRequest request,
      Workspace workspace,
      List<SourceSettings> read,
      Set<String> replayed) {
    LocalDate asOf = asOf(options, configuration, workspace.clock());
    Map<String, Inventory> inventories = new LinkedHashMap<>();
    Map<String, List<SourceFile>> inventory = new LinkedHashMap<>();
    for (SourceSettings source : read) {
      Inventory found =
          Inventory.of(
              workspace.spark(),
              source,
              Sources.BY_KIND.get(source.kind()).get()::reads,
              KnownFiles.of(workspace.lake(), source.name()),
              workspace.clock());
      inventories.put(source.name(), found);
      inventory.put(source.name(), found.files());
    }
    List<ReportData> reports = new ArrayList<>();
    Steps steps =
        new Steps(configuration, inventory, asOf, reports::add, workspace.lake(), replayed);
    return new NightRun(
        options, configuration, request, workspace, asOf, inventories, steps, reports);
  }

  /** The notes of the last end of {@code step}; empty if it never ended. */
  Map<String, String> notes(String step) {
    return workspace.control().ledger().lastResult(step).map(StepEnd::notes).orElse(Map.of());
  }

  /** What the last run of {@code step} left in {@code table}; empty if it left nothing. */
  Dataset<Row> written(TableContract table, String step) {
    return workspace
        .control()
        .ledger()
        .lastResult(step)
        .flatMap(
            end ->
                end.outputs().stream()
                    .filter(output -> output.table().equals(table.name()))
                    .findFirst())
        .map(output -> workspace.lake().read(table, output))
        .orElseGet(() -> workspace.lake().empty(table));
  }

  /**
   * The logical date of the night: that of the options, else of the site, else yesterday there.
   *
   * @throws org.medley.jobs.error.MedleyException with exit code 78 if the site must be asked and
   *     its settings are wrong
   */
  static LocalDate asOf(Options options, Clock clock) {
    return options.asOf().orElseGet(() -> asOf(options, Pulls.configuration(options), clock));
  }

  private static LocalDate asOf(Options options, Configuration configuration, Clock clock) {
    return options
        .asOf()
        .or(() -> configuration.site().asOf())
        .orElseGet(() -> LocalDate.now(clock.withZone(configuration.site().zone())).minusDays(1));
  }

  /** What the reports of this run say; empty if it released nothing. */
  List<ReportData> reports() {
    return List.copyOf(reports);
  }

  /** The files that {@code source} holds. */
  List<SourceFile> files(String source) {
    return inventory.get(source).files();
  }

  Configuration configuration() {
    return configuration;
  }

  Workspace workspace() {
    return workspace;
  }

  LocalDate asOf() {
    return asOf;
  }

  /** The plan against the present ledger; takes no lease. */
  Plan plan() {
    return plan(workspace.control().ledger());
  }

  private Plan plan(Ledger ledger) {
    return Plan.of(steps(ledger), ledger);
  }

  private List<Step> steps(Ledger ledger) {
    requireIngested(ledger);
    List<Step> night = request.selection().of(steps.night(ledger), ledger);
    return request.terms().again() ? again(night, ledger) : night;
  }

  /** What was withdrawn is released by a release step that has nothing new to release. */
  private static List<Step> again(List<Step> night, Ledger ledger) {
    Plan plan = Plan.of(night, ledger);
    return night.stream()
        .map(
            step ->
                plan.step(step.name())
                        .done()
                        .map(StepEnd::notes)
                        .map(notes -> notes.get(ReleaseStep.RELEASE_ID))
                        .flatMap(ledger::withdrawn)
                        .isPresent()
                    ? new Repeated(step, "its release was withdrawn, and is asked for again")
                    : step)
        .toList();
  }

  /** A source that this run does not look at must have been read before. */
  private void requireIngested(Ledger ledger) {
    for (SourceSettings source : configuration.site().sources()) {
      String step = IngestStep.name(source.name());
      if (!inventory.containsKey(source.name()) && ledger.lastResult(step).isEmpty()) {
        throw new MedleyException(
            ExitCode.USAGE,
            step + " has never ended in this lake and is not selected",
            "select it too, or run a whole night first");
      }
    }
  }

  /**
   * Names of the steps that would run with other code, settings or inputs than the run {@code
   * before} was to run them with.
   */
  List<String> differing(String before) {
    Ledger ledger = workspace.control().ledger();
    return plan(ledger).differing(ledger, before);
  }

  /** Runs what is to run. */
  Ended run() {
    inventory.forEach((source, found) -> found.known().keep(workspace.lake(), source));
    Ledger before = workspace.control().ledger();
    Plan plan = plan(before);
    if (plan.running().isEmpty()) {
      return ended(Result.NOOP, before);
    }
    List<String> names = plan.running().stream().map(planned -> planned.step().name()).toList();
    try (Progress progress = Progress.of(Streams.progress(options), names, past(plan, before))) {
      new Night(
              workspace.spark(),
              workspace.lake(),
              workspace.control(),
              asOf,
              workspace.clock(),
              listener(progress),
              request.terms())
          .run(this::steps);
    }
    return ended(Result.PUBLISHED, workspace.control().ledger());
  }

  private Ended ended(Result result, Ledger ledger) {
    return releases() ? Ended.of(result, ledger) : new Ended(Result.DONE, ledger);
  }

  /** Whether a release is among what was asked for. */
  private boolean releases() {
    return request.selection().isAll()
        || request.selection().of(steps.night(workspace.control().ledger())).stream()
            .anyMatch(ReleaseStep.NAME::equals);
  }

  private static Map<String, Duration> past(Plan plan, Ledger ledger) {
    Map<String, Duration> past = new LinkedHashMap<>();
    for (Planned planned : plan.running()) {
      ledger
          .lastEnd(planned.step().name())
          .map(Entry::details)
          .map(details -> Json.read(details, StepEnd.class))
          .ifPresent(
              end ->
                  past.put(
                      planned.step().name(), Duration.ofMillis((long) (end.seconds() * 1000))));
    }
    return past;
  }

  /** Tells {@code progress} of each step. */
  static NightListener listener(Progress progress) {
    return new NightListener() {
      @Override
      public void started(String step) {
        progress.started(step);
      }

      @Override
      public void ended(String step, StepEnd end) {
        progress.finished(step, end.outputs().stream().mapToLong(Output::rows).sum());
      }

      @Override
      public void failed(String step) {
        progress.failed(step);
      }
    };
  }
}

package org.medley.jobs.cli;

import java.time.Clock;
import java.time.Duration;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Consumer;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.medley.features.contract.TableContract;
import org.medley.jobs.cli.console.Progress;
import org.medley.jobs.control.Entry;
import org.medley.jobs.control.Json;
import org.medley.jobs.control.Ledger;
import org.medley.jobs.control.StepEnd;
import org.medley.jobs.error.ExitCode;
import org.medley.jobs.lake.Output;
import org.medley.jobs.night.Inventory;
import org.medley.jobs.night.KnownFiles;
import org.medley.jobs.night.Night;
import org.medley.jobs.night.NightListener;
import org.medley.jobs.night.Plan;
import org.medley.jobs.night.Planned;
import org.medley.jobs.night.Step;
import org.medley.jobs.report.content.ReportData;
import org.medley.jobs.site.Configuration;
import org.medley.jobs.source.SourceFile;
import org.medley.jobs.source.SourceSettings;
import org.medley.jobs.source.Sources;
import org.medley.jobs.step.Steps;

/** One night from the command line: configuration, pull, plan, run. */
final class NightRun {
  /** What became of a night. */
  enum Result {
    PUBLISHED,
    NOOP,
    REFUSED
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
  private final Workspace workspace;
  private final LocalDate asOf;
  private final Map<String, Inventory> inventory;
  private final Steps steps;
  private final List<ReportData> reports;
  private final Optional<String> last;

  private NightRun(
      Options options,
      Configuration configuration,
      Workspace workspace,
      LocalDate asOf,
      Map<String, Inventory> inventory,
      Steps steps,
      List<ReportData> reports,
      Optional<String> last) {
    this.last = last;
    this.options = options;
    this.configuration = configuration;
    this.workspace = workspace;
    this.asOf = asOf;
    this.inventory = inventory;
    this.steps = steps;
    this.reports = reports;
  }

  /** Reads the configuration, pulls, and looks at the sources; fails before it computes. */
  static NightRun prepare(Options options) {
    return prepare(options, Set.of());
  }

  /** The same without pulling: with the sources as they lie there. */
  static NightRun prepareWithoutPull(Options options) {
    return prepare(options, Set.of(), Pulls::requireLanded);
  }

  /** A night after a pull, with the quarantine of the sources {@code replayed} tried again. */
  static NightRun prepare(Options options, Set<String> replayed) {
    return prepare(options, replayed, Pulls::run);
  }

  private static NightRun prepare(Options options, Set<String> replayed, Consumer<Pulls> pull) {
    Configuration read = Pulls.configuration(options);
    Workspace workspace = Workspace.writing(options);
    pull.accept(new Pulls(options, read, workspace));
    Configuration configuration = read.in(workspace.lake().root());
    return of(options, configuration, workspace, configuration.site().sources(), replayed);
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
        options, configuration, workspace, asOf, inventories, steps, reports, Optional.empty());
  }

  /** The same up to the step {@code name} and with what it needs alone. */
  NightRun upTo(String name) {
    return new NightRun(
        options, configuration, workspace, asOf, inventory, steps, reports, Optional.of(name));
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

  private List<Step> steps(Ledger ledger) {
    List<Step> all = steps.night(ledger);
    return last.map(name -> Steps.upTo(all, name)).orElse(all);
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

  /** Runs what is to run. */
  Ended run() {
    inventory.forEach((source, found) -> found.known().keep(workspace.lake(), source));
    Ledger before = workspace.control().ledger();
    Plan plan = plan(before);
    if (plan.running().isEmpty()) {
      return Ended.of(Result.NOOP, before);
    }
    List<String> names = plan.running().stream().map(planned -> planned.step().name()).toList();
    try (Progress progress = Progress.of(Streams.progress(options), names, past(plan, before))) {
      new Night(
              workspace.spark(),
              workspace.lake(),
              workspace.control(),
              asOf,
              workspace.clock(),
              listener(progress))
          .run(this::steps);
    }
    return Ended.of(Result.PUBLISHED, workspace.control().ledger());
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

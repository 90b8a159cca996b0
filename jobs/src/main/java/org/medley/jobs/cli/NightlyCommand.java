package org.medley.jobs.cli;

import java.nio.file.Path;
import java.time.Clock;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Callable;
import org.medley.jobs.cli.console.Column;
import org.medley.jobs.cli.console.Rows;
import org.medley.jobs.control.Ledger;
import org.medley.jobs.error.ExitCode;
import org.medley.jobs.night.Planned;
import org.medley.jobs.night.Selection;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** {@code medley nightly}: the night, only what changed. */
@Command(
    name = "nightly",
    mixinStandardHelpOptions = true,
    description = {
      "Runs the night: pull, ingest, cohorts, covariates, training when due, scores, drift, gates",
      "and one release. Only what changed runs; a night that was killed goes on where it stopped."
    },
    footerHeading = "%nExamples:%n",
    footer = {
      "  medley nightly --conf /etc/medley --lake /data/lake --on-existing attach",
      "  medley nightly --dry-run --from features",
      "  medley nightly --only ingest:ehr,subjects,events:ehr",
      "  medley nightly --as-of 2024-06-01 --set tasks.acute-care.model.seed=7"
    })
final class NightlyCommand implements Callable<Integer> {
  @Mixin private Options options;
  @Mixin private CallOptions call;

  @Option(
      names = "--dry-run",
      description = "Only says what would run, be skipped or stand, and why; pulls nothing.")
  private boolean dryRun;

  @Option(
      names = "--only",
      split = ",",
      paramLabel = "STEP",
      description = {
        "Only these steps: names such as features:acute-care, or words such as features. The"
            + " others",
        "stand as they were, and nothing is released unless 'release' is named."
      })
  private final List<String> only = new ArrayList<>();

  @Option(
      names = "--from",
      split = ",",
      paramLabel = "STEP",
      description = "These steps and all that depend on them.")
  private final List<String> from = new ArrayList<>();

  @Option(
      names = "--until",
      split = ",",
      paramLabel = "STEP",
      description = "These steps and all that they depend on.")
  private final List<String> until = new ArrayList<>();

  @Option(
      names = "--rerun",
      paramLabel = "none|failed|completed",
      defaultValue = "failed",
      description = {
        "none: nothing if this date had a run before; failed: a run that did not end goes on, one",
        "that did has nothing to do; completed: what a person withdrew is released again.",
        "Default: failed."
      })
  private Rerun rerun;

  @Option(
      names = "--max-catchup",
      paramLabel = "N",
      defaultValue = "0",
      description = {
        "Runs up to N missed nights between the last release and this date first, oldest first.",
        "Default: 0."
      })
  private int catchUp;

  @Option(
      names = "--metrics",
      paramLabel = "FILE",
      description =
          "Writes how the night ended, failures too, as an OpenMetrics text file, by rename.")
  private Path metrics;

  @Override
  public Integer call() throws Exception {
    NightRequest request = request();
    if (dryRun) {
      Streams.print(options, plan(NightRun.prepareWithoutPull(options, request)));
      return ExitCode.DONE.number();
    }
    Optional<NightMetrics> measured =
        Optional.ofNullable(metrics).map(file -> NightMetrics.into(file, options));
    call.arm();
    try {
      return nights(request, measured);
    } catch (Exception | Error failure) {
      // Spark throws checked exceptions without declaring them; every failure is measured.
      measured.ifPresent(into -> into.write(failure));
      throw failure;
    }
  }

  private NightRequest request() {
    Selection selection = new Selection(only, from, until);
    return new NightRequest(
        selection,
        call.terms(
            NightRequest.asked("nightly", options.settings(), selection),
            false,
            rerun == Rerun.COMPLETED));
  }

  /** The missed nights, then the one that was asked for; the first that fails is the last. */
  private int nights(NightRequest request, Optional<NightMetrics> measured) {
    NightTelling telling = new NightTelling(options);
    if (rerun == Rerun.NONE && !rerun.wants(ledger(), date(), Clock.systemUTC().instant())) {
      telling.tell(NightCall.told(ExitCode.DONE, "noop", "the night of " + date() + " was run"));
      return ExitCode.DONE.number();
    }
    for (LocalDate missed : catchUp > 0 ? CatchUp.before(date(), ledger(), catchUp) : CatchUp.NO) {
      NightCall.Answer answer = run(options.of(missed, options.settings()), request);
      Streams.progress(options)
          .out()
          .printf("night of %s: %s (%d)%n", missed, answer.result(), answer.exitCode());
      if (!CatchUp.goesOn(answer.exitCode())) {
        telling.tell(answer);
        return answer.exitCode();
      }
    }
    NightCall.Answer answer = run(options, request);
    telling.tell(answer);
    measured.ifPresent(
        into -> answer.ended().ifPresent(ended -> into.write(answer.night().orElseThrow(), ended)));
    return answer.exitCode();
  }

  private NightCall.Answer run(Options of, NightRequest request) {
    return new NightCall(of, request, call.existing(), call.patience()).run();
  }

  private LocalDate date() {
    return NightRun.asOf(options, Clock.systemUTC());
  }

  private Ledger ledger() {
    return Recorded.of(options).ledgerOrNone();
  }

  private static Rows plan(NightRun night) {
    List<List<Object>> rows = new ArrayList<>();
    for (Planned planned : night.plan().steps()) {
      String what =
          planned.runs() ? "run" : planned.step().standing().isPresent() ? "stand" : "skip";
      rows.add(List.of(planned.step().name(), what, planned.reason()));
    }
    return Rows.all(
        List.of(
            new Column("step", "string"),
            new Column("plan", "string"),
            new Column("why", "string")),
        rows);
  }
}

package org.medley.jobs.cli;

import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.concurrent.Callable;
import org.medley.jobs.attempt.Attempt;
import org.medley.jobs.cli.console.Column;
import org.medley.jobs.cli.console.Rows;
import org.medley.jobs.control.Ledger;
import org.medley.jobs.control.RunState;
import org.medley.jobs.error.ExitCode;
import org.medley.jobs.pull.http.Waiting;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** {@code medley runs wait}: blocks until a night has ended. */
@Command(
    name = "wait",
    mixinStandardHelpOptions = true,
    description = {
      "Waits until a run has ended, and says how. The ledger is the judge: a cluster's own success",
      "signal may be lost. Without RUN it waits for the night of the logical date, and then also",
      "sees a night that failed before it held the lease (settings, pull, missing extract), or"
          + " that",
      "had nothing to do."
    },
    footerHeading = "%nExit codes:%n",
    footer = {
      "  0 ended; with --exit-code what the run itself ended with (143: it was killed, resumable);",
      "  66 there is no lake, 75 it has not ended within the time."
    })
final class RunsWaitCommand implements Callable<Integer> {
  @Mixin private Options options;

  @Parameters(arity = "0..1", paramLabel = "RUN", description = "As 'medley runs list' names it.")
  private String run;

  @Option(
      names = "--timeout",
      paramLabel = "D",
      defaultValue = "12h",
      converter = SpanConverter.class,
      description = "How long to wait, such as 90m. Default: 12h.")
  private Duration timeout;

  @Option(names = "--exit-code", description = "Ends with the exit code of the run.")
  private boolean exitCode;

  @Override
  public Integer call() {
    Recorded recorded = Recorded.of(options);
    Optional<LocalDate> date =
        run == null ? Optional.of(NightRun.asOf(options, recorded.clock())) : Optional.empty();
    String what = run == null ? "the night of " + date.orElseThrow() : "run " + run;
    Watch watch = new Watch(Streams.progress(options), Waiting.on(recorded.clock()));
    Ended ended =
        watch.until(
            what + " has not ended",
            timeout,
            () -> {
              Optional<Ended> state =
                  date.map(day -> night(recorded, day)).orElseGet(() -> run(recorded));
              watch.say(state.map(Ended::words).orElse(what + " has not begun yet"));
              return state.filter(Ended::over);
            });
    Streams.print(options, row(ended));
    return exitCode ? ended.exitCode().number() : ExitCode.DONE.number();
  }

  private Optional<Ended> run(Recorded recorded) {
    return RunState.of(recorded.ledger(), run, recorded.clock().instant()).map(Ended::of);
  }

  /** An attempt tells where there is no lake yet, but then something must have been tried. */
  private static Optional<Ended> night(Recorded recorded, LocalDate date) {
    List<Attempt> attempts = recorded.attempts();
    Ledger ledger = attempts.isEmpty() ? recorded.ledger() : recorded.ledgerOrNone();
    LastNight last = LastNight.of(ledger, attempts, date, recorded.clock().instant());
    return last.run().map(Ended::of).or(() -> last.attempt().map(Ended::of));
  }

  /** How a run, or an attempt at one, stands. */
  private record Ended(
      String id,
      Optional<LocalDate> asOf,
      boolean over,
      String state,
      ExitCode exitCode,
      Instant recorded,
      String words) {
    static Ended of(RunState run) {
      return new Ended(
          run.runId(),
          run.asOf(),
          run.ended(),
          run.phase().name().toLowerCase(Locale.ROOT),
          run.exitCode(),
          run.recorded(),
          run.ended()
              ? "run %s: %s (%d, %s)"
                  .formatted(
                      run.runId(),
                      run.phase() == RunState.Phase.LOST ? "killed" : run.words(),
                      run.exitCode().number(),
                      run.exitCode().meaning())
              : "run " + run.runId() + " is running");
    }

    static Ended of(Attempt attempt) {
      boolean over = attempt.phase() != Attempt.Phase.RUNNING;
      return new Ended(
          attempt.id(),
          attempt.date(),
          over,
          !over ? "running" : attempt.exitCode() == null ? "lost" : attempt.result(),
          attempt.code(),
          attempt.recorded(),
          over
              ? "%s: %s (%d, %s)"
                  .formatted(
                      attempt.id(),
                      attempt.result(),
                      attempt.code().number(),
                      attempt.code().meaning())
              : attempt.id() + " prepares the night");
    }
  }

  private static Rows row(Ended ended) {
    return Rows.all(
        List.of(
            new Column("run", "string"),
            new Column("as_of_date", "date"),
            new Column("state", "string"),
            new Column("exit_code", "int"),
            new Column("meaning", "string"),
            new Column("recorded_time", "timestamp")),
        List.of(
            List.of(
                ended.id(),
                ended.asOf().map(Object.class::cast).orElse(""),
                ended.state(),
                ended.exitCode().number(),
                ended.exitCode().meaning(),
                ended.recorded())));
  }
}

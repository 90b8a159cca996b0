package org.medley.jobs.cli;

import java.time.Duration;
import java.time.LocalDate;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.concurrent.Callable;
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
      "signal may be lost. Without RUN it waits for the night of the logical date. A night that"
          + " fails",
      "before it holds the lease (settings, pull, missing extract) leaves no row to wait for."
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
    RunState ended =
        watch.until(
            what + " has not ended",
            timeout,
            () -> {
              Ledger ledger = recorded.ledger();
              Optional<RunState> state =
                  date.map(day -> RunState.of(ledger, day, recorded.clock().instant()))
                      .orElseGet(() -> RunState.of(ledger, run, recorded.clock().instant()));
              watch.say(state.map(RunsWaitCommand::told).orElse(what + " has not begun yet"));
              return state.filter(RunState::ended);
            });
    Streams.print(options, row(ended));
    return exitCode ? ended.exitCode().number() : ExitCode.DONE.number();
  }

  private static String told(RunState state) {
    return state.ended()
        ? "run %s: %s (%d, %s)"
            .formatted(
                state.runId(),
                state.phase() == RunState.Phase.LOST ? "killed" : state.words(),
                state.exitCode().number(),
                state.exitCode().meaning())
        : "run " + state.runId() + " is running";
  }

  private static Rows row(RunState ended) {
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
                ended.runId(),
                ended.asOf().map(Object.class::cast).orElse(""),
                ended.phase().name().toLowerCase(Locale.ROOT),
                ended.exitCode().number(),
                ended.exitCode().meaning(),
                ended.recorded())));
  }
}

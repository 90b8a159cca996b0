package org.medley.jobs.cli;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Callable;
import org.medley.jobs.cli.console.Column;
import org.medley.jobs.cli.console.Rows;
import org.medley.jobs.control.Ledger;
import org.medley.jobs.control.Release;
import org.medley.jobs.error.ExitCode;
import org.medley.jobs.lake.Output;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** {@code medley releases}: what consumers see and saw. */
@Command(
    name = "releases",
    mixinStandardHelpOptions = true,
    description = "Releases: what consumers see.",
    subcommands = {
      ReleasesCommand.ListReleases.class,
      ReleasesCommand.ShowRelease.class,
      ReleasesDiffCommand.class,
      ReleasesWaitCommand.class,
      ReleasesRollbackCommand.class
    })
final class ReleasesCommand implements Runnable {
  @Spec private CommandSpec spec;

  @Override
  public void run() {
    spec.commandLine().usage(System.out);
  }

  /** {@code medley releases list}. */
  @Command(
      name = "list",
      mixinStandardHelpOptions = true,
      description = {
        "Lists the releases that stand: the current one, those before it, and those that backfills",
        "made beside it."
      })
  static final class ListReleases implements Callable<Integer> {
    @Mixin private Options options;

    @Override
    public Integer call() {
      Ledger ledger = Workspace.reading(options).control().ledger();
      List<List<Object>> rows = new ArrayList<>();
      int chain = ledger.released().size();
      for (Release release : ledger.standing()) {
        rows.add(
            List.of(
                release.releaseId(),
                release.date(),
                state(rows.size(), chain),
                release.pins().stream().mapToLong(Output::rows).sum(),
                String.join(", ", release.reports().keySet())));
      }
      Streams.print(
          options,
          Rows.all(
              List.of(
                  new Column("release", "string"),
                  new Column("as_of_date", "date"),
                  new Column("state", "string"),
                  new Column("rows", "bigint"),
                  new Column("report", "string")),
              rows));
      return ExitCode.DONE.number();
    }

    private static String state(int place, int chain) {
      if (place >= chain) {
        return Ledger.BESIDE;
      }
      return place == 0 ? "current" : "past";
    }
  }

  /** {@code medley releases show}. */
  @Command(
      name = "show",
      mixinStandardHelpOptions = true,
      description = "Shows the tables that a release pins, with their versions.")
  static final class ShowRelease implements Callable<Integer> {
    @Mixin private Options options;

    @Parameters(arity = "0..1", paramLabel = "ID", description = "Default: the current release.")
    private String id;

    @Override
    public Integer call() {
      Release release =
          Workspace.release(Workspace.reading(options).control().ledger(), Optional.ofNullable(id));
      List<List<Object>> rows = new ArrayList<>();
      release
          .pins()
          .forEach(pin -> rows.add(List.of(pin.table(), pin.slice(), pin.version(), pin.rows())));
      Streams.print(
          options,
          Rows.all(
              List.of(
                  new Column("table", "string"),
                  new Column("slice", "string"),
                  new Column("version", "bigint"),
                  new Column("rows", "bigint")),
              rows));
      return ExitCode.DONE.number();
    }
  }
}

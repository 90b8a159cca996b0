package org.medley.jobs.cli;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import java.util.stream.Collectors;
import org.medley.jobs.cli.console.Column;
import org.medley.jobs.cli.console.Rows;
import org.medley.jobs.control.Entry;
import org.medley.jobs.control.Json;
import org.medley.jobs.control.StepEnd;
import org.medley.jobs.error.ExitCode;
import org.medley.jobs.lake.Output;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** {@code medley runs}: the ledger of past nights. */
@Command(
    name = "runs",
    mixinStandardHelpOptions = true,
    description = "Past runs and what their steps did.",
    subcommands = {RunsCommand.ListRuns.class, RunsCommand.ShowRun.class, RunsWaitCommand.class})
final class RunsCommand implements Runnable {
  @Spec private CommandSpec spec;

  @Override
  public void run() {
    spec.commandLine().usage(System.out);
  }

  /** {@code medley runs list}. */
  @Command(name = "list", mixinStandardHelpOptions = true, description = "Lists the runs.")
  static final class ListRuns implements Callable<Integer> {
    @Mixin private Options options;

    @Override
    public Integer call() {
      List<List<Object>> rows = new ArrayList<>();
      for (Entry entry : Workspace.reading(options).control().ledger().of(Entry.Kind.RUN)) {
        rows.add(
            List.of(
                entry.runId(),
                entry.epoch(),
                entry.asOf().map(Object.class::cast).orElse(""),
                entry.state(),
                entry.recorded()));
      }
      Streams.print(
          options,
          Rows.all(
              List.of(
                  new Column("run", "string"),
                  new Column("epoch", "bigint"),
                  new Column("as_of_date", "date"),
                  new Column("state", "string"),
                  new Column("recorded_time", "timestamp")),
              rows));
      return ExitCode.DONE.number();
    }
  }

  /** {@code medley runs show}. */
  @Command(
      name = "show",
      mixinStandardHelpOptions = true,
      description = "Shows the steps that a run brought to their end.")
  static final class ShowRun implements Callable<Integer> {
    @Mixin private Options options;

    private static final int MOST_CHARACTERS = 40;

    @Parameters(paramLabel = "RUN", description = "As 'medley runs list' names it.")
    private String run;

    @Override
    public Integer call() {
      List<List<Object>> rows = new ArrayList<>();
      for (Entry entry : Workspace.reading(options).control().ledger().of(Entry.Kind.STEP)) {
        if (entry.runId().equals(run)) {
          StepEnd end = Json.read(entry.details(), StepEnd.class);
          rows.add(
              List.of(
                  entry.name(),
                  end.seconds(),
                  end.outputs().stream().mapToLong(Output::rows).sum(),
                  told(end.notes())));
        }
      }
      Streams.print(
          options,
          Rows.all(
              List.of(
                  new Column("step", "string"),
                  new Column("seconds", "double"),
                  new Column("rows", "bigint"),
                  new Column("notes", "string")),
              rows));
      return ExitCode.DONE.number();
    }

    /** Notes as text, short ones first; what one step tells the next at length is cut. */
    private static String told(Map<String, String> notes) {
      return notes.entrySet().stream()
          .sorted(Comparator.comparing(note -> note.getValue().length() > MOST_CHARACTERS))
          .map(note -> note.getKey() + ": " + cut(note.getKey(), note.getValue()))
          .collect(Collectors.joining(", "));
    }

    private static String cut(String key, String value) {
      return whole(key, value) ? value : value.substring(0, MOST_CHARACTERS) + "…";
    }

    /** Why a model was trained, or is to be, is for people. */
    private static boolean whole(String key, String value) {
      return key.equals("why") || value.length() <= MOST_CHARACTERS;
    }
  }
}

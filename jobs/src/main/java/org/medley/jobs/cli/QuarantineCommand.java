package org.medley.jobs.cli;

import static org.apache.spark.sql.functions.col;
import static org.apache.spark.sql.functions.count;
import static org.apache.spark.sql.functions.countDistinct;
import static org.apache.spark.sql.functions.first;
import static org.apache.spark.sql.functions.lit;

import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.concurrent.Callable;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.medley.features.contract.Quarantine;
import org.medley.jobs.control.Ledger;
import org.medley.jobs.error.ExitCode;
import org.medley.jobs.error.MedleyException;
import org.medley.jobs.source.SourceSettings;
import org.medley.jobs.source.Sources;
import org.medley.jobs.step.IngestStep;
import org.medley.jobs.step.SourceNote;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** {@code medley quarantine}: lines that could not be used, as the last load left them. */
@Command(
    name = "quarantine",
    mixinStandardHelpOptions = true,
    description = "Lines that could not be used: how many and why, which, and trying them again.",
    subcommands = {
      QuarantineCommand.ListReasons.class,
      QuarantineCommand.ShowLines.class,
      QuarantineCommand.Replay.class
    })
final class QuarantineCommand implements Runnable {
  private static final int MOST_JSON = 1_000_000;

  @Spec private CommandSpec spec;

  @Override
  public void run() {
    spec.commandLine().usage(System.out);
  }

  private static Dataset<Row> rows(Options options) {
    return Workspace.reading(options).lake().head(Quarantine.TABLE);
  }

  /** One row per source and reason: the reason in words, lines and files. */
  private static Dataset<Row> reasons(Dataset<Row> lines) {
    return lines
        .groupBy(Quarantine.SOURCE, Quarantine.REASON_CODE)
        .agg(
            first(Quarantine.REASON).as(Quarantine.REASON),
            count(lit(1)).as("lines"),
            countDistinct(Quarantine.FILE).as("files"))
        .orderBy(Quarantine.SOURCE, Quarantine.REASON_CODE);
  }

  /** {@code medley quarantine list}. */
  @Command(
      name = "list",
      mixinStandardHelpOptions = true,
      description = "Counts the lines by source and reason.")
  static final class ListReasons implements Callable<Integer> {
    @Mixin private Options options;

    @Override
    public Integer call() {
      Streams.print(options, ResultRows.of(reasons(rows(options)), MOST_JSON));
      return ExitCode.DONE.number();
    }
  }

  /** {@code medley quarantine show}. */
  @Command(
      name = "show",
      mixinStandardHelpOptions = true,
      description = "Lists the lines of a source: file, line, byte offset and reason.",
      footerHeading = "%nExamples:%n",
      footer = {
        "  medley quarantine show ehr --reason duplicate-key",
        "  medley quarantine show ehr --payload --output json"
      })
  static final class ShowLines implements Callable<Integer> {
    @Mixin private Options options;

    @Parameters(paramLabel = "SOURCE", description = "The source.")
    private String source;

    @Option(names = "--reason", paramLabel = "CODE", description = "Only lines with this reason.")
    private String reason;

    @Option(names = "--file", paramLabel = "FILE", description = "Only lines of this file.")
    private String file;

    @Option(
        names = "--limit",
        paramLabel = "N",
        defaultValue = "100",
        description = "At most so many. Default: ${DEFAULT-VALUE}.")
    private int limit;

    @Option(
        names = "--payload",
        description = "Shows the lines themselves as well; they may identify people.")
    private boolean payload;

    @Override
    public Integer call() {
      Dataset<Row> rows = rows(options).where(col(Quarantine.SOURCE).equalTo(source));
      rows = reason == null ? rows : rows.where(col(Quarantine.REASON_CODE).equalTo(reason));
      rows = file == null ? rows : rows.where(col(Quarantine.FILE).equalTo(file));
      List<String> columns =
          new ArrayList<>(
              List.of(
                  Quarantine.FILE,
                  Quarantine.LINE,
                  Quarantine.BYTE_OFFSET,
                  Quarantine.REASON_CODE,
                  Quarantine.REASON));
      if (payload) {
        columns.add(Quarantine.PAYLOAD);
      }
      Dataset<Row> shown =
          rows.orderBy(Quarantine.FILE, Quarantine.LINE).selectExpr(columns.toArray(String[]::new));
      Streams.print(options, ResultRows.of(shown, limit));
      return ExitCode.DONE.number();
    }
  }

  /** {@code medley quarantine replay}. */
  @Command(
      name = "replay",
      mixinStandardHelpOptions = true,
      description = {
        "Tries the lines of a source again, after what kept them out was mended: a night in which",
        "the quarantine is read like an extract. Lines that can be used now leave it, once; the",
        "others stay. In a lake that 'medley ingest' made no site is needed."
      })
  static final class Replay implements Callable<Integer> {
    @Mixin private Options options;

    @Parameters(paramLabel = "SOURCE", description = "The source; its format must add up loads.")
    private String source;

    @Override
    public Integer call() {
      NightRun night = night(Workspace.reading(options));
      NightRun.Ended ended = night.run();
      Streams.print(
          options,
          ResultRows.of(
              reasons(rows(options).where(col(Quarantine.SOURCE).equalTo(source))), MOST_JSON));
      return ended.exitCode();
    }

    private NightRun night(Workspace workspace) {
      Ledger ledger = workspace.control().ledger();
      SourceSettings settings =
          ledger
              .lastResult(IngestStep.name(source))
              .map(end -> SourceNote.read(end.notes().get(IngestStep.SETTINGS)))
              .orElseThrow(
                  () ->
                      new MedleyException(
                          ExitCode.USAGE,
                          "the lake has no source '%s'".formatted(source),
                          "'medley quarantine list' names sources"));
      if (!Sources.BY_KIND.get(settings.kind()).get().accumulates()) {
        throw new MedleyException(
            ExitCode.USAGE,
            "a source of kind %s is read whole whenever a file changes".formatted(settings.kind()),
            "mend the file; the next load of it tries every line again");
      }
      if (LakeOfSources.hasTasks(ledger)) {
        return NightRun.prepare(options, Set.of(source));
      }
      LakeOfSources lake = LakeOfSources.of(options, workspace);
      return NightRun.of(
          options,
          lake.configuration(),
          NightRequest.whole("quarantine replay", options),
          workspace,
          List.of(settings),
          Set.of(source));
    }
  }
}

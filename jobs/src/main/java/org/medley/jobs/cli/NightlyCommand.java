package org.medley.jobs.cli;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.function.BiConsumer;
import org.medley.jobs.cli.console.Column;
import org.medley.jobs.cli.console.Rows;
import org.medley.jobs.error.ExitCode;
import org.medley.jobs.night.Planned;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** {@code medley nightly}: the whole night, only what changed. */
@Command(
    name = "nightly",
    mixinStandardHelpOptions = true,
    description = {
      "Runs the night: pull, ingest, cohorts, covariates, training when due, scores, drift, gates",
      "and one release. Only what changed runs; a night that was killed goes on where it stopped."
    },
    footerHeading = "%nExamples:%n",
    footer = {
      "  medley nightly --conf /etc/medley --lake /data/lake",
      "  medley nightly --dry-run",
      "  medley nightly --as-of 2024-06-01 --set tasks.acute-care.model.seed=7"
    })
final class NightlyCommand implements Callable<Integer> {
  @Mixin private Options options;

  @Option(
      names = "--dry-run",
      description = "Only says what would run or be skipped, and why; pulls nothing.")
  private boolean dryRun;

  @Option(
      names = "--metrics",
      paramLabel = "FILE",
      description =
          "Writes how the night ended, failures too, as an OpenMetrics text file, by rename.")
  private Path metrics;

  @Override
  public Integer call() throws Exception {
    if (dryRun) {
      Streams.print(options, plan(NightRun.prepareWithoutPull(options)));
      return ExitCode.DONE.number();
    }
    return metrics == null
        ? night((night, ended) -> {})
        : measured(NightMetrics.into(metrics, options));
  }

  /** Spark throws checked exceptions without declaring them; every failure is measured. */
  private int measured(NightMetrics into) throws Exception {
    try {
      return night(into::write);
    } catch (Exception | Error failure) {
      into.write(failure);
      throw failure;
    }
  }

  private int night(BiConsumer<NightRun, NightRun.Ended> then) {
    NightRun night = NightRun.prepare(options);
    NightRun.Ended ended = night.run();
    new Outcome(options, night, ended).tell();
    then.accept(night, ended);
    return ended.exitCode();
  }

  private static Rows plan(NightRun night) {
    List<List<Object>> rows = new ArrayList<>();
    for (Planned planned : night.plan().steps()) {
      rows.add(List.of(planned.step().name(), planned.runs() ? "run" : "skip", planned.reason()));
    }
    return Rows.all(
        List.of(
            new Column("step", "string"),
            new Column("plan", "string"),
            new Column("why", "string")),
        rows);
  }
}

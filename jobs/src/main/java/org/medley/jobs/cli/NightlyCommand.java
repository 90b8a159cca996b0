package org.medley.jobs.cli;

import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
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
      "Runs the night: pull, ingest, cohorts, covariates, training when due, scores, gates and one",
      "release. Only what changed runs; a night that was killed goes on where it stopped."
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

  @Override
  public Integer call() {
    if (dryRun) {
      Streams.print(options, plan(NightRun.prepareWithoutPull(options)));
      return ExitCode.DONE.number();
    }
    NightRun night = NightRun.prepare(options);
    NightRun.Ended ended = night.run();
    new Outcome(options, night, ended).tell();
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

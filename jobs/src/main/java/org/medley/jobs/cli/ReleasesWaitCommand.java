package org.medley.jobs.cli;

import java.time.Duration;
import java.time.LocalDate;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Callable;
import org.medley.jobs.cli.console.Column;
import org.medley.jobs.cli.console.Rows;
import org.medley.jobs.control.Release;
import org.medley.jobs.error.ExitCode;
import org.medley.jobs.pull.http.Waiting;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** {@code medley releases wait}: blocks until the release of a date stands. */
@Command(
    name = "wait",
    mixinStandardHelpOptions = true,
    description = {
      "Waits until a release of the logical date stands, for those who use its tables. Tasks that"
          + " a",
      "gate refused are in it with their last released rows, and are named."
    },
    footerHeading = "%nExit codes:%n",
    footer = "  0 it stands, 66 there is no lake, 75 it does not stand within the time.")
final class ReleasesWaitCommand implements Callable<Integer> {
  @Mixin private Options options;

  @Option(
      names = "--timeout",
      paramLabel = "D",
      defaultValue = "12h",
      converter = SpanConverter.class,
      description = "How long to wait, such as 90m. Default: 12h.")
  private Duration timeout;

  @Override
  public Integer call() {
    Recorded recorded = Recorded.of(options);
    LocalDate date = NightRun.asOf(options, recorded.clock());
    Watch watch = new Watch(Streams.progress(options), Waiting.on(recorded.clock()));
    Release found =
        watch.until(
            "no release of " + date + " stands",
            timeout,
            () -> {
              Optional<Release> release =
                  recorded.ledger().standing().stream()
                      .filter(each -> each.date().equals(date))
                      .findFirst();
              watch.say(
                  release
                      .map(each -> "release " + each.releaseId() + " stands")
                      .orElse("no release of " + date + " yet"));
              return release;
            });
    Streams.print(
        options,
        Rows.all(
            List.of(
                new Column("release", "string"),
                new Column("as_of_date", "date"),
                new Column("refused", "string")),
            List.of(List.of(found.releaseId(), found.date(), String.join(", ", found.refused())))));
    return ExitCode.DONE.number();
  }
}

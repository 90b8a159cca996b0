package org.medley.jobs.cli;

import java.time.Clock;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Callable;
import org.medley.jobs.cli.console.Column;
import org.medley.jobs.cli.console.Rows;
import org.medley.jobs.control.Asked;
import org.medley.jobs.control.Entry;
import org.medley.jobs.control.Ledger;
import org.medley.jobs.control.Release;
import org.medley.jobs.error.ExitCode;
import org.medley.jobs.error.MedleyException;
import org.medley.jobs.night.Selection;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** {@code medley backfill}: nights of past dates. */
@Command(
    name = "backfill",
    mixinStandardHelpOptions = true,
    description = {
      "Runs the nights of past dates, oldest first, on the extracts as they are now. A release of"
          + " a",
      "date before the current one's stands beside it: consumers keep the current release, and"
          + " read",
      "the other by its name. The first night that fails is the last."
    },
    footerHeading = "%nExamples:%n",
    footer = {
      "  medley backfill --from 2024-05-01 --to 2024-05-07",
      "  medley backfill --from 2024-05-01 --to 2024-05-07 --rerun failed --output json",
      "  medley sql --release 2024-05-03-1f0c2b9a \"SELECT count(*) FROM published.risk\""
    })
final class BackfillCommand implements Callable<Integer> {
  @Mixin private Options options;
  @Mixin private CallOptions call;

  @Option(names = "--from", required = true, paramLabel = "DATE", description = "The first date.")
  private LocalDate from;

  @Option(names = "--to", required = true, paramLabel = "DATE", description = "The last date.")
  private LocalDate to;

  @Option(
      names = "--rerun",
      paramLabel = "none|failed|completed",
      defaultValue = "none",
      description = {
        "none: only dates without a run; failed: also those whose last run did not end; completed:",
        "also those that ended. Default: none."
      })
  private Rerun rerun;

  @Override
  public Integer call() {
    if (to.isBefore(from) || options.asOf().isPresent()) {
      throw new MedleyException(
          ExitCode.USAGE,
          to.isBefore(from) ? "--to is before --from" : "--as-of stands beside --from and --to",
          "give the first date by --from and the last by --to");
    }
    call.arm();
    List<List<Object>> rows = new ArrayList<>();
    int exitCode = ExitCode.DONE.number();
    for (LocalDate date : from.datesUntil(to.plusDays(1)).toList()) {
      Ledger before = Recorded.of(options).ledgerOrNone();
      if (!rerun.wants(before, date, Clock.systemUTC().instant())) {
        rows.add(List.of(date, NightCall.SKIPPED, 0, release(before, date)));
        continue;
      }
      NightCall.Answer answer = run(date);
      rows.add(
          List.of(
              date,
              answer.result(),
              answer.exitCode(),
              release(Recorded.of(options).ledgerOrNone(), date)));
      exitCode = answer.exitCode() == 0 ? exitCode : answer.exitCode();
      if (!CatchUp.goesOn(answer.exitCode())) {
        break;
      }
    }
    Streams.print(options, Rows.all(columns(), rows));
    return exitCode;
  }

  private NightCall.Answer run(LocalDate date) {
    Asked asked = NightRequest.asked(Asked.BACKFILL, options.settings(), Selection.ALL);
    NightRequest request =
        new NightRequest(Selection.ALL, call.terms(asked, true, rerun == Rerun.COMPLETED));
    return new NightCall(
            options.of(date, options.settings()), request, call.existing(), call.patience())
        .run();
  }

  /** The newest release of {@code date} that stands. */
  private static String release(Ledger ledger, LocalDate date) {
    Optional<Release> newest =
        ledger.standing().stream()
            .filter(release -> release.date().equals(date))
            .max(java.util.Comparator.comparing(release -> made(ledger, release)));
    return newest.map(Release::releaseId).orElse("");
  }

  private static java.time.Instant made(Ledger ledger, Release release) {
    return ledger.made(release.releaseId()).map(Entry::recorded).orElse(java.time.Instant.EPOCH);
  }

  private static List<Column> columns() {
    return List.of(
        new Column("as_of_date", "date"),
        new Column("result", "string"),
        new Column("exit_code", "int"),
        new Column("release", "string"));
  }
}

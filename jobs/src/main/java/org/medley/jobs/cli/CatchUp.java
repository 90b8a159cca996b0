package org.medley.jobs.cli;

import java.time.LocalDate;
import java.util.List;
import org.medley.jobs.control.Ledger;
import org.medley.jobs.control.Release;
import org.medley.jobs.error.ExitCode;

/** Nights that nobody ran, as when the machine was off. */
final class CatchUp {
  /** No missed night. */
  static final List<LocalDate> NO = List.of();

  private CatchUp() {}

  /**
   * The dates between that of the current release and {@code date}, both without, oldest first; the
   * last {@code most} of them. None before the first release.
   */
  static List<LocalDate> before(LocalDate date, Ledger ledger, int most) {
    LocalDate first =
        ledger.current().map(Release::date).map(last -> last.plusDays(1)).orElse(date);
    LocalDate least = date.minusDays(most);
    LocalDate start = first.isBefore(least) ? least : first;
    return start.isBefore(date) ? start.datesUntil(date).toList() : NO;
  }

  /** Whether the next night is run after one that ended with {@code exitCode}. */
  static boolean goesOn(int exitCode) {
    return exitCode == ExitCode.DONE.number() || exitCode == ExitCode.GATE_REFUSED.number();
  }
}

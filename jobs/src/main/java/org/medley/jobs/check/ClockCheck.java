package org.medley.jobs.check;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.medley.jobs.control.Ledger;
import org.medley.jobs.error.ExitCode;

/**
 * The clock, held against what the lake recorded: it gives the logical date where nobody states
 * one, and decides when the lease of a dead run elsewhere runs out.
 */
final class ClockCheck implements Check {
  private static final Instant EARLIEST = Instant.parse("2025-01-01T00:00:00Z");
  private static final Duration SLACK = Duration.ofMinutes(1);
  private static final Duration DAY = Duration.ofDays(1);
  private static final String FIX = "set the clock, by NTP or by hand, before the next night";

  @Override
  public List<Finding> look(String name, Setup setup) {
    Instant now = setup.host().instant();
    if (now.isBefore(EARLIEST)) {
      return List.of(
          Finding.fail(name, ExitCode.RESOURCE, "the clock says " + now + ": it is not set", FIX));
    }
    Optional<Instant> newest = setup.ledger().flatMap(Ledger::newest);
    Duration behind = newest.map(last -> Duration.between(now, last)).orElse(Duration.ZERO);
    if (behind.compareTo(SLACK) <= 0) {
      return List.of(Finding.pass(name, "it is " + now));
    }
    String found = "the clock says %s, and the lake has a row of %s".formatted(now, newest.get());
    return List.of(
        behind.compareTo(DAY) > 0
            ? Finding.fail(name, ExitCode.RESOURCE, found, FIX)
            : Finding.warn(name, found, FIX));
  }
}

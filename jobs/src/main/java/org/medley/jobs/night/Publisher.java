package org.medley.jobs.night;

import java.time.Clock;
import java.util.List;
import java.util.Optional;
import org.medley.jobs.control.Control;
import org.medley.jobs.control.Entry;
import org.medley.jobs.control.Json;
import org.medley.jobs.control.Lease;
import org.medley.jobs.control.Ledger;
import org.medley.jobs.control.Release;
import org.medley.jobs.error.ExitCode;
import org.medley.jobs.error.MedleyException;
import org.medley.jobs.lake.Failpoint;

/**
 * Publishes in the name of one run: the release is recorded first, where nobody sees it, and
 * becomes current by the one commit that is conditional on the lease.
 */
final class Publisher {
  private final Control control;
  private final Lease lease;
  private final Clock clock;
  private final Terms terms;

  Publisher(Control control, Lease lease, Clock clock, Terms terms) {
    this.control = control;
    this.lease = lease;
    this.clock = clock;
    this.terms = terms;
  }

  Optional<Release> current() {
    return control.ledger().current();
  }

  /**
   * Does nothing if {@code release} is current already, as after a crash right behind the commit.
   * What a backfill makes of an earlier date stands beside the current release.
   *
   * @throws MedleyException with exit code 80 if a person withdrew this very release
   */
  void publish(Release release) {
    if (current().map(Release::releaseId).equals(Optional.of(release.releaseId()))) {
      return;
    }
    if (!terms.again()) {
      refuseWithdrawn(release);
    }
    if (terms.beside() && isPast(release)) {
      control.publishBeside(lease, entry(release, Ledger.BESIDE));
      return;
    }
    control.append(List.of(entry(release, "staged")));
    Failpoint.reach("before-release-commit");
    control.publish(lease, release.releaseId());
    Failpoint.reach("after-release-commit");
  }

  private boolean isPast(Release release) {
    return current().filter(now -> release.date().isBefore(now.date())).isPresent();
  }

  private void refuseWithdrawn(Release release) {
    control
        .ledger()
        .withdrawn(release.releaseId())
        .ifPresent(
            words -> {
              throw new MedleyException(
                  ExitCode.GATE_REFUSED,
                  "release %s was %s; the older release stands"
                      .formatted(release.releaseId(), words),
                  "mend the data or the settings that it was made of: another night is another"
                      + " release; or release it all the same by --rerun completed");
            });
  }

  private Entry entry(Release release, String state) {
    return new Entry(
        Entry.Kind.RELEASE,
        lease.epoch(),
        lease.runId(),
        release.releaseId(),
        "",
        state,
        Optional.of(release.date()),
        clock.instant(),
        Json.write(release));
  }
}

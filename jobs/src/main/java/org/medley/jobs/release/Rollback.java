package org.medley.jobs.release;

import java.time.Clock;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.apache.commons.codec.digest.DigestUtils;
import org.medley.features.contract.TableContract;
import org.medley.jobs.control.Control;
import org.medley.jobs.control.Entry;
import org.medley.jobs.control.Json;
import org.medley.jobs.control.Lease;
import org.medley.jobs.control.Ledger;
import org.medley.jobs.control.Release;
import org.medley.jobs.error.ExitCode;
import org.medley.jobs.error.MedleyException;
import org.medley.jobs.lake.Lake;
import org.medley.jobs.lake.Output;

/**
 * Makes an older release current again by one commit that is conditional on the lease. The releases
 * after it are marked withdrawn, with who did it and why, and no night publishes them again.
 */
public final class Rollback {
  private static final String PUBLISHED = "published.";

  private final Control control;
  private final Lake lake;
  private final Clock clock;
  private final String user;

  /** A rollback in the lake of {@code control}, by {@code user}. */
  public Rollback(Control control, Lake lake, Clock clock, String user) {
    this.control = control;
    this.lake = lake;
    this.clock = clock;
    this.user = user;
  }

  /**
   * Rolls back, after the reports of the older release have the digests that it states and its
   * published tables the rows: one count a table.
   *
   * @param to the release; empty: the one before the current
   * @return the release that is current now; empty if it was so already
   * @throws MedleyException with exit code 64 if there is no such release that stands, 65 if what
   *     it holds is damaged, 75 if a run holds the lease; nothing is changed then
   */
  public Optional<Release> to(Optional<String> to, String why) {
    Lease lease = control.acquire("rollback");
    try {
      Ledger ledger = control.ledger();
      List<Release> standing = ledger.released();
      int place = place(standing, to);
      if (place == 0) {
        return Optional.empty();
      }
      Release target = standing.get(place);
      verify(target);
      List<Entry> withdrawn = new ArrayList<>();
      standing.subList(0, place).forEach(release -> withdrawn.add(withdrawn(lease, release, why)));
      control.append(withdrawn);
      control.publish(lease, target.releaseId());
      return Optional.of(target);
    } finally {
      control.release(lease);
    }
  }

  private static int place(List<Release> standing, Optional<String> to) {
    List<String> ids = standing.stream().map(Release::releaseId).toList();
    int place = to.map(ids::indexOf).orElse(1);
    if (place < 0 || place >= ids.size()) {
      throw new MedleyException(
          ExitCode.USAGE,
          to.map(id -> "no release " + id + " stands")
              .orElse("no release stands before the current one"),
          "'medley releases list' names those that stand");
    }
    return place;
  }

  private void verify(Release release) {
    release
        .reports()
        .forEach(
            (path, digest) -> {
              if (!lake.hasText(path)
                  || !DigestUtils.sha256Hex(lake.readText(path)).equals(digest)) {
                throw damaged(release, path, null);
              }
            });
    for (Output pin : release.pins()) {
      if (pin.table().startsWith(PUBLISHED) && rows(release, pin) != pin.rows()) {
        throw damaged(release, pin.table(), null);
      }
    }
  }

  private long rows(Release release, Output pin) {
    TableContract table =
        Contracts.RELEASED.stream()
            .filter(each -> each.name().equals(pin.table()))
            .findFirst()
            .orElseThrow();
    try {
      return lake.read(table, pin).count();
    } catch (Exception e) {
      // Spark throws checked exceptions that its methods do not declare.
      throw damaged(release, pin.table(), e);
    }
  }

  private static MedleyException damaged(Release release, String what, Exception cause) {
    return new MedleyException(
        ExitCode.DATA_REJECTED,
        "release %s is damaged: %s is not as it was released".formatted(release.releaseId(), what),
        "restore it from a backup, or name another release with --to",
        cause);
  }

  private Entry withdrawn(Lease lease, Release release, String why) {
    return new Entry(
        Entry.Kind.RELEASE,
        lease.epoch(),
        lease.runId(),
        release.releaseId(),
        "",
        Ledger.WITHDRAWN + " by " + user + ": " + why,
        Optional.of(release.date()),
        clock.instant(),
        Json.write(release));
  }
}

package org.medley.jobs.notice;

import java.io.IOException;
import java.time.Instant;
import org.apache.hadoop.conf.Configuration;
import org.medley.jobs.control.Entry;
import org.medley.jobs.control.Ledger;
import org.medley.jobs.lake.SmallFiles;

/** Up to which run the lineage of a lake was put into its outbox. */
public final class LineageCursor {
  private static final String FOLDER = "/ops/notices";
  private static final String TOLD = "lineage-told";

  private final SmallFiles files;

  /** The cursor of the lake at {@code root}. */
  public LineageCursor(String root, Configuration hadoop) {
    this.files = new SmallFiles(root + FOLDER, hadoop);
  }

  /**
   * Puts the events of the runs that are over, and were not told yet, into {@code outbox}. The
   * first time it is the last run alone, not the past. A process that dies in between tells some
   * events again.
   *
   * @throws IOException if the lake cannot be written
   */
  public void tell(Lineage lineage, Ledger ledger, Outbox outbox, Instant now) throws IOException {
    long before =
        files
            .read(TOLD)
            .map(Long::parseLong)
            .orElseGet(
                () ->
                    ledger.of(Entry.Kind.RUN).stream().mapToLong(Entry::epoch).max().orElse(0) - 1);
    Lineage.Told told = lineage.after(before, ledger, now);
    int place = 0;
    for (Notice notice : told.notices()) {
      outbox.put(notice, now, place);
      place++;
    }
    files.write(TOLD, Long.toString(told.epoch()));
  }
}

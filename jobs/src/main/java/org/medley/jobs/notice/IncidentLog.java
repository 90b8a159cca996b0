package org.medley.jobs.notice;

import java.io.IOException;
import java.time.Instant;
import org.apache.hadoop.conf.Configuration;
import org.medley.jobs.lake.SmallFiles;

/** Which incident is open in a lake, so that people are told once of each, and when it is over. */
public final class IncidentLog {
  private static final String FOLDER = "/ops/notices";
  private static final String OPEN = "open-incident";

  private final SmallFiles files;

  /** The log of the lake at {@code root}. */
  public IncidentLog(String root, Configuration hadoop) {
    this.files = new SmallFiles(root + FOLDER, hadoop);
  }

  /**
   * Puts {@code incident} into {@code outbox} if it is news: another incident than the open one, or
   * the end of one.
   *
   * @throws IOException if the lake cannot be written
   */
  public void tell(Incident incident, NoticeSettings settings, Outbox outbox, Instant now)
      throws IOException {
    String open = files.read(OPEN).orElse("");
    boolean recovered = incident.kind().equals(Incident.RECOVERED);
    boolean news = recovered ? !open.isEmpty() : !open.equals(incident.key());
    if (!news) {
      return;
    }
    if (settings.kinds().contains(incident.kind())) {
      outbox.put(new Notice(incident.key(), incident.body()), now, 0);
    }
    files.write(OPEN, recovered ? "" : incident.key());
  }
}

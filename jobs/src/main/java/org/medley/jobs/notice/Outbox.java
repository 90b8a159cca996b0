package org.medley.jobs.notice;

import java.io.IOException;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.apache.hadoop.conf.Configuration;
import org.apache.logging.log4j.LogManager;
import org.apache.logging.log4j.Logger;
import org.medley.jobs.lake.SmallFiles;

/**
 * What is to be told to one target: one file per notice below {@code ops/outbox}, removed when it
 * was taken. A notice is sent at least once, again with every night until it is taken, and in the
 * order in which it was put in.
 */
public final class Outbox {
  /** How long all sending may take; what is left waits for the next night. */
  static final Duration PATIENCE = Duration.ofSeconds(8);

  /** Notices that are kept for a target that takes none. */
  static final int KEPT = 1_000;

  private static final Logger LOG = LogManager.getLogger(Outbox.class);
  private static final String FOLDER = "/ops/outbox/";

  private final SmallFiles files;

  /** The outbox {@code name} of the lake at {@code root}. */
  public Outbox(String root, String name, Configuration hadoop) {
    this.files = new SmallFiles(root + FOLDER + name, hadoop);
  }

  /**
   * Puts {@code notice} in.
   *
   * @param place orders what is put in at the same moment
   * @throws IOException if it cannot be written
   */
  public void put(Notice notice, Instant now, int place) throws IOException {
    files.write(
        "%013d-%04d-%s.json".formatted(now.toEpochMilli(), place, notice.key()), notice.body());
  }

  /**
   * Sends what is there. The oldest beyond {@value #KEPT} are dropped before, and logged.
   *
   * @return how many notices wait for the next time
   * @throws IOException if the outbox cannot be read
   */
  public int send(Delivery delivery) throws IOException {
    long end = System.nanoTime() + PATIENCE.toNanos();
    files
        .keepLast(KEPT)
        .forEach(name -> LOG.warn("the outbox was full; a notice was dropped: {}", name));
    List<String> names = files.names();
    int taken = 0;
    for (String name : names) {
      Optional<String> body = files.read(name);
      if (body.isEmpty()) {
        taken++;
        continue;
      }
      Delivery.Result result = send(delivery, new Notice(key(name), body.get()));
      if (result == Delivery.Result.TAKEN) {
        files.remove(name);
        taken++;
      }
      if (result == Delivery.Result.DOWN || System.nanoTime() > end) {
        break;
      }
    }
    return names.size() - taken;
  }

  private static Delivery.Result send(Delivery delivery, Notice notice) {
    try {
      return delivery.send(notice);
    } catch (IOException e) {
      LOG.warn("a notice cannot be sent", e);
      return Delivery.Result.DOWN;
    }
  }

  private static String key(String name) {
    return name.split("-", 3)[2].replaceAll("\\.json$", "");
  }
}

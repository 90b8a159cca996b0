package org.medley.jobs.lake;

import java.util.concurrent.atomic.AtomicInteger;

/**
 * Named places where the fault tests stop the process as {@code kill -9} would: no shutdown hook,
 * no flush. Nothing happens unless the environment variable {@code MEDLEY_FAILPOINT} or the system
 * property {@code medley.failpoint} names the place: {@code name}, or {@code name:3} for the third
 * time it is reached.
 */
public final class Failpoint {
  /** What a shell reports for a process that ended by {@code kill -9}. */
  static final int KILLED = 137;

  private static final Failpoint ARMED =
      parse(System.getProperty("medley.failpoint", System.getenv("MEDLEY_FAILPOINT")));

  private final String name;
  private final AtomicInteger timesLeft;

  private Failpoint(String name, int nth) {
    this.name = name;
    this.timesLeft = new AtomicInteger(nth);
  }

  /**
   * Halts the process if this place is the armed one and it is reached for the last of its times.
   */
  public static void reach(String name) {
    if (ARMED.isDueAt(name)) {
      Runtime.getRuntime().halt(KILLED);
    }
  }

  static Failpoint parse(String text) {
    if (text == null || text.isBlank()) {
      return new Failpoint("", 0);
    }
    int colon = text.indexOf(':');
    return colon < 0
        ? new Failpoint(text, 1)
        : new Failpoint(text.substring(0, colon), Integer.parseInt(text.substring(colon + 1)));
  }

  boolean isDueAt(String reached) {
    return name.equals(reached) && timesLeft.decrementAndGet() == 0;
  }
}

package org.medley.jobs.bench;

import java.util.Locale;

/**
 * A measurement.
 *
 * @param what what was done
 * @param bytes uncompressed bytes that were read
 * @param rows lines that were read
 * @param seconds wall time
 * @param remark what else to know
 */
record Measured(String what, long bytes, long rows, double seconds, String remark) {
  private static final double MEGA = 1e6;
  private static final double NANOS = 1e9;

  /** Something that can fail. */
  @FunctionalInterface
  interface Work {
    void run() throws Exception;
  }

  /** Does {@code work} and takes its time. */
  static Measured of(String what, long bytes, long rows, Work work) {
    long start = System.nanoTime();
    try {
      work.run();
    } catch (Exception e) {
      throw new IllegalStateException(what + " failed", e);
    }
    return new Measured(what, bytes, rows, (System.nanoTime() - start) / NANOS, "");
  }

  /** Millions of bytes a second. */
  double speed() {
    return bytes / MEGA / seconds;
  }

  /** The same with a remark. */
  Measured with(String remark) {
    return new Measured(what, bytes, rows, seconds, remark);
  }

  /** The same with the speed of Medley in terms of this one's. */
  Measured comparedWith(Measured medley) {
    return with(
        String.format(Locale.ROOT, "Medley is %.2f times as fast", medley.speed() / speed()));
  }
}

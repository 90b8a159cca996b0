package org.medley.jobs.bench;

import java.io.PrintStream;
import java.util.List;
import java.util.Locale;

/**
 * Measurements for people to read.
 *
 * @param rows the measurements, in order
 */
record Table(List<Measured> rows) {
  private static final double MEGA = 1e6;

  void print(PrintStream out) {
    out.printf("%n%-36s %9s %9s %9s %10s%n", "", "MB", "seconds", "MB/s", "lines/s");
    for (Measured row : rows) {
      out.printf(
          Locale.ROOT,
          "%-36s %9.1f %9.1f %9.1f %,10d  %s%n",
          row.what(),
          row.bytes() / MEGA,
          row.seconds(),
          row.speed(),
          Math.round(row.rows() / row.seconds()),
          row.remark());
    }
  }
}

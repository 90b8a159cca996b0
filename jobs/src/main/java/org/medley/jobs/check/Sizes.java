package org.medley.jobs.check;

import java.util.Locale;

/** Bytes in words. */
final class Sizes {
  private static final double KIBI = 1024;

  private Sizes() {}

  static String text(long bytes) {
    String[] units = {"bytes", "KiB", "MiB", "GiB", "TiB"};
    double value = (double) bytes;
    int unit = 0;
    while (value >= KIBI && unit < units.length - 1) {
      value /= KIBI;
      unit++;
    }
    return unit == 0 ? bytes + " bytes" : String.format(Locale.ROOT, "%.1f %s", value, units[unit]);
  }
}

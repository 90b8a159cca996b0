package org.medley.models.effect.fit;

import java.io.Serializable;
import java.util.Comparator;
import org.medley.models.effect.unit.Unit;

/** An order of units that has nothing to do with their contents nor with partitions. */
final class ByHash implements Comparator<Unit>, Serializable {
  private static final long serialVersionUID = 1L;
  private static final long GOLDEN = 0x9E3779B97F4A7C15L;

  @Override
  public int compare(Unit a, Unit b) {
    int order = Long.compare(mixed(a.row()), mixed(b.row()));
    return order != 0 ? order : Long.compare(a.row(), b.row());
  }

  private static long mixed(long row) {
    long z = (row + 1) * GOLDEN;
    z = (z ^ (z >>> 30)) * 0xBF58476D1CE4E5B9L;
    return z ^ (z >>> 27);
  }
}

package org.medley.features.cohort;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;

/**
 * A time in which a subject is observed.
 *
 * @param start first microsecond
 * @param end last microsecond
 */
record Period(long start, long end) {
  /** Periods that overlap or follow each other without a gap, joined, in order of time. */
  static List<Period> joined(List<Period> periods) {
    List<Period> joined = new ArrayList<>();
    for (Period next : periods.stream().sorted(Comparator.comparingLong(Period::start)).toList()) {
      Period last = joined.isEmpty() ? null : joined.get(joined.size() - 1);
      if (last != null && next.start() <= last.end() + 1) {
        joined.set(joined.size() - 1, new Period(last.start(), Math.max(last.end(), next.end())));
      } else {
        joined.add(next);
      }
    }
    return joined;
  }

  /** Whether {@code moment} lies inside. */
  boolean covers(long moment) {
    return start <= moment && moment <= end;
  }
}

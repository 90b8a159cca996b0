package org.medley.models.drift;

import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.stream.IntStream;

/** Which of many tests reject, with their multiplicity accounted for. */
final class Discoveries {
  private Discoveries() {}

  /**
   * The tests that reject at false discovery rate {@code rate} (Benjamini and Hochberg, J R Stat
   * Soc B 1995;57:289), in the order of {@code p}.
   */
  static boolean[] of(List<Double> p, double rate) {
    boolean[] rejected = new boolean[p.size()];
    int[] order =
        IntStream.range(0, p.size())
            .boxed()
            .sorted(Comparator.comparingDouble(p::get))
            .mapToInt(Integer::intValue)
            .toArray();
    int last = -1;
    for (int rank = 0; rank < order.length; rank++) {
      if (p.get(order[rank]) <= rate * (rank + 1) / order.length) {
        last = rank;
      }
    }
    Arrays.stream(order, 0, last + 1).forEach(i -> rejected[i] = true);
    return rejected;
  }
}

package org.medley.models.explain;

import java.util.Comparator;
import java.util.stream.IntStream;

/** Which contributions weigh most: one rule for reasons, importance and stability. */
public final class Strongest {
  private Strongest() {}

  /**
   * Indices of the {@code most} largest of {@code parts} by size, the largest first; zero is no
   * contribution, and ties go to the lower index.
   */
  public static int[] of(double[] parts, int most) {
    return IntStream.range(0, parts.length)
        .filter(j -> parts[j] != 0)
        .boxed()
        .sorted(
            Comparator.<Integer>comparingDouble(j -> -Math.abs(parts[j]))
                .thenComparing(Comparator.naturalOrder()))
        .limit(most)
        .mapToInt(Integer::intValue)
        .toArray();
  }
}

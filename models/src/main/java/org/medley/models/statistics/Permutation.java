package org.medley.models.statistics;

import java.util.SplittableRandom;
import java.util.stream.IntStream;

/** Random orders of places (Durstenfeld, Commun ACM 1964;7:420). */
public final class Permutation {
  private Permutation() {}

  /** The places from 0 to before {@code size} in a random order, each equally likely. */
  public static int[] of(int size, SplittableRandom random) {
    int[] order = IntStream.range(0, size).toArray();
    for (int i = size - 1; i > 0; i--) {
      int j = random.nextInt(i + 1);
      int held = order[i];
      order[i] = order[j];
      order[j] = held;
    }
    return order;
  }
}

package org.medley.models.external;

import java.util.Arrays;
import java.util.Comparator;
import java.util.HashMap;
import java.util.Map;

/** Folds of subjects on the driver, of equal size: all samples of a subject are in one. */
final class SubjectFolds {
  private SubjectFolds() {}

  /**
   * The fold of each sample, from 0 to {@code folds - 1}. Subjects are ordered by a hash of seed
   * and subject (the finaliser of SplitMix64, Steele et al. 2014) and dealt out in turn, so that
   * neither the order of the samples nor other subjects' labels matter.
   */
  static int[] of(long[] subject, int folds, long seed) {
    long[] distinct = Arrays.stream(subject).distinct().toArray();
    Long[] order = Arrays.stream(distinct).boxed().toArray(Long[]::new);
    Arrays.sort(
        order, Comparator.<Long>comparingLong(one -> hash(one, seed)).thenComparing(one -> one));
    Map<Long, Integer> fold = new HashMap<>();
    for (int i = 0; i < order.length; i++) {
      fold.put(order[i], i % folds);
    }
    return Arrays.stream(subject).mapToInt(fold::get).toArray();
  }

  private static long hash(long subject, long seed) {
    long z = subject + seed * 0x9E3779B97F4A7C15L;
    z = (z ^ (z >>> 30)) * 0xBF58476D1CE4E5B9L;
    z = (z ^ (z >>> 27)) * 0x94D049BB133111EBL;
    return z ^ (z >>> 31);
  }
}

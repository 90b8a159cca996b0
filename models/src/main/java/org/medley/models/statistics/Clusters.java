package org.medley.models.statistics;

import java.util.Arrays;

/**
 * Which samples belong together.
 *
 * @param of number of each sample's cluster, from 0
 * @param count number of clusters
 */
@SuppressWarnings("ArrayRecordComponent") // columns of numbers, compared by no one
public record Clusters(int[] of, int count) {
  /** One cluster per distinct subject, numbered in ascending order of the subject. */
  public static Clusters of(long[] subject) {
    long[] distinct = Arrays.stream(subject).sorted().distinct().toArray();
    int[] of = Arrays.stream(subject).mapToInt(s -> Arrays.binarySearch(distinct, s)).toArray();
    return new Clusters(of, distinct.length);
  }

  /** Whether some cluster has more than one sample. */
  public boolean repeated() {
    return count < of.length;
  }

  /** Sums of {@code values} by cluster. */
  public double[] sums(double[] values) {
    double[] sums = new double[count];
    for (int i = 0; i < values.length; i++) {
      sums[of[i]] += values[i];
    }
    return sums;
  }
}

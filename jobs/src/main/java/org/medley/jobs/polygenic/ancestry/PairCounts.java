package org.medley.jobs.polygenic.ancestry;

import java.io.Serializable;
import java.util.Arrays;

/**
 * Sums over samples of the products of two markers' copies of the alternate, and of what is
 * missing. All are whole numbers, which add up to the same in any order. Samples are taken 64 at a
 * time, one bit each.
 */
final class PairCounts implements Serializable {
  private static final long serialVersionUID = 1L;

  private final int markers;
  private final long[] carried;
  private final long[] twice;
  private final long[] missing;
  private final long[] copies;
  private final long[] unknown;
  private final int[] products;

  /** Copies of the first where the second is missing; null as long as nothing is missing. */
  private int[] copiesWhereMissing;

  private int[] bothMissing;
  private int held;
  private long samples;

  PairCounts(int markers) {
    this.markers = markers;
    this.carried = new long[markers];
    this.twice = new long[markers];
    this.missing = new long[markers];
    this.copies = new long[markers];
    this.unknown = new long[markers];
    this.products = new int[pair(markers, 0)];
  }

  /** Adds a sample with calls as {@link MarkerCalls} has them. */
  void add(int[] calls) {
    long bit = 1L << held;
    for (int call : calls) {
      int marker = MarkerCalls.marker(call);
      switch (MarkerCalls.copies(call)) {
        case MarkerCalls.MISSING -> missing[marker] |= bit;
        case 2 -> {
          carried[marker] |= bit;
          twice[marker] |= bit;
        }
        default -> carried[marker] |= bit;
      }
    }
    held++;
    samples++;
    if (held == Long.SIZE) {
      flush();
    }
  }

  /** Counts the samples that are still held; to be called when all were added. */
  PairCounts flush() {
    for (int i = 0; i < markers; i++) {
      copies[i] += Long.bitCount(carried[i]) + Long.bitCount(twice[i]);
      unknown[i] += Long.bitCount(missing[i]);
      int row = pair(i, 0);
      for (int j = 0; j <= i; j++) {
        products[row + j] +=
            products(carried[i], carried[j], twice[j]) + products(twice[i], carried[j], twice[j]);
      }
      if (missing[i] != 0) {
        countMissing(i);
      }
    }
    Arrays.fill(carried, 0);
    Arrays.fill(twice, 0);
    Arrays.fill(missing, 0);
    held = 0;
    return this;
  }

  private void countMissing(int i) {
    if (copiesWhereMissing == null) {
      copiesWhereMissing = new int[markers * markers];
      bothMissing = new int[products.length];
    }
    for (int j = 0; j < markers; j++) {
      copiesWhereMissing[j * markers + i] += products(missing[i], carried[j], twice[j]);
      if (j <= i) {
        bothMissing[pair(i, j)] += Long.bitCount(missing[i] & missing[j]);
      }
    }
  }

  private static int products(long bits, long carried, long twice) {
    return Long.bitCount(bits & carried) + Long.bitCount(bits & twice);
  }

  private static int pair(int i, int j) {
    return i * (i + 1) / 2 + j;
  }

  /** Adds the counts of other samples, flushed as these. */
  PairCounts add(PairCounts other) {
    samples += other.samples;
    for (int i = 0; i < markers; i++) {
      copies[i] += other.copies[i];
      unknown[i] += other.unknown[i];
    }
    add(products, other.products);
    if (copiesWhereMissing == null) {
      copiesWhereMissing = other.copiesWhereMissing;
      bothMissing = other.bothMissing;
    } else if (other.copiesWhereMissing != null) {
      add(copiesWhereMissing, other.copiesWhereMissing);
      add(bothMissing, other.bothMissing);
    }
    return this;
  }

  private static void add(int[] to, int[] values) {
    for (int i = 0; i < to.length; i++) {
      to[i] += values[i];
    }
  }

  /** How many samples were counted. */
  long samples() {
    return samples;
  }

  /** The frequency of the alternate among the known alleles of a marker; NaN where none is. */
  double frequency(int i) {
    return copies[i] / (2.0 * (samples - unknown[i]));
  }

  /**
   * The sum over samples of the products of two markers' copies, each less its mean; a sample of
   * which either is missing adds nothing.
   */
  double centred(int i, int j) {
    int more = Math.max(i, j);
    int less = Math.min(i, j);
    double p = frequency(more);
    double q = frequency(less);
    long moreCopies = copies[more] - whereMissing(more, less);
    long lessCopies = copies[less] - whereMissing(less, more);
    long both = bothMissing == null ? 0 : bothMissing[pair(more, less)];
    long known = samples - unknown[more] - unknown[less] + both;
    return products[pair(more, less)] - 2 * q * moreCopies - 2 * p * lessCopies + 4 * p * q * known;
  }

  private long whereMissing(int i, int j) {
    return copiesWhereMissing == null ? 0 : copiesWhereMissing[i * markers + j];
  }
}

package org.medley.models.association;

import java.util.Arrays;

/**
 * The genotypes of one variant that are not homozygous reference: pairs of a sample and its copies
 * of the alternate. It can be cleared and filled again.
 */
public final class Calls {
  /** Stands for a genotype that is not known. */
  public static final int MISSING = -1;

  private int[] samples = new int[64];
  private byte[] copies = new byte[64];
  private int size;

  /** Forgets all. */
  public void clear() {
    size = 0;
  }

  /**
   * Adds a sample with 0, 1 or 2 copies, at most its ploidy, or {@link #MISSING}. A sample is added
   * once.
   */
  public void add(int sample, int copiesOfAlternate) {
    if (copiesOfAlternate < MISSING || copiesOfAlternate > Design.MOST_COPIES) {
      throw new IllegalArgumentException("no such number of copies: " + copiesOfAlternate);
    }
    if (size == samples.length) {
      samples = Arrays.copyOf(samples, 2 * size);
      copies = Arrays.copyOf(copies, 2 * size);
    }
    samples[size] = sample;
    copies[size] = (byte) copiesOfAlternate;
    size++;
  }

  int size() {
    return size;
  }

  int sample(int i) {
    return samples[i];
  }

  int copies(int i) {
    return copies[i];
  }
}

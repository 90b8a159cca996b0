package org.medley.jobs.polygenic.score;

/** What the samples with one call add to one score, against being homozygous reference. */
public final class Correction {
  private int score;
  private long[] amounts = {};
  private int[] samples = {};

  /** The number of the score. */
  public int getScore() {
    return score;
  }

  /** Sets the number of the score. */
  public void setScore(int score) {
    this.score = score;
  }

  /** What is added to each sum. */
  public long[] getAmounts() {
    return amounts;
  }

  /** Sets what is added to each sum. */
  public void setAmounts(long[] amounts) {
    this.amounts = amounts;
  }

  /** The numbers of the samples, in ascending order. */
  public int[] getSamples() {
    return samples;
  }

  /** Sets the numbers of the samples. */
  public void setSamples(int[] samples) {
    this.samples = samples;
  }
}

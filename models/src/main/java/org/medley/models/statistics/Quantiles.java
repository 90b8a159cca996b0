package org.medley.models.statistics;

/** Quantiles by linear interpolation, type 7 of Hyndman and Fan (Am Stat 1996;50:361). */
public final class Quantiles {
  private Quantiles() {}

  /** Quantile of ascending values, of which there is at least one. */
  public static double of(double[] sorted, double share) {
    double place = share * (sorted.length - 1);
    int below = (int) Math.floor(place);
    int above = Math.min(below + 1, sorted.length - 1);
    return sorted[below] + (place - below) * (sorted[above] - sorted[below]);
  }
}

package org.medley.models.drift;

import java.util.Arrays;
import org.apache.commons.math3.distribution.ChiSquaredDistribution;

/**
 * Population stability index of two groups of people over the same bins: the sum over bins of (q -
 * p) ln(q / p) with the shares p and q of the groups, which is Jeffreys' divergence. Where both
 * groups are drawn alike it is about chi-squared with one degree of freedom less than bins, times
 * (1/n + 1/m) (Yurdakul and Naranjo, J Risk Model Valid 2020;14(4):89). The limits of convention,
 * 0.10 and 0.25 (Siddiqi, Credit Risk Scorecards, 2006), know nothing of n and m; the bound does.
 *
 * @param value the index; 0: same shares in every bin
 * @param bins bins that anybody is in
 * @param n people of the reference
 * @param m people compared with it
 */
public record Psi(double value, int bins, long n, long m) {
  /** A bin of one group that nobody is in counts as half a person. */
  private static final double EMPTY = 0.5;

  /**
   * The index of {@code now} against {@code reference}, rows by bin. Bins that are empty in both
   * are passed over.
   *
   * @param n people behind the rows of the reference, at most as many as rows: rows of one person
   *     are alike, so that people and not rows carry the sampling error
   * @param m people behind the rows of now
   */
  public static Psi of(long[] reference, long[] now, long n, long m) {
    double before = Arrays.stream(reference).sum();
    double after = Arrays.stream(now).sum();
    double sum = 0;
    int bins = 0;
    for (int b = 0; b < reference.length; b++) {
      if (reference[b] > 0 || now[b] > 0) {
        double p = Math.max((double) reference[b], EMPTY) / before;
        double q = Math.max((double) now[b], EMPTY) / after;
        sum += (q - p) * Math.log(q / p);
        bins++;
      }
    }
    return new Psi(before > 0 && after > 0 ? sum : Double.NaN, bins, n, m);
  }

  /** Whether both groups have somebody. */
  public boolean assessable() {
    return !Double.isNaN(value);
  }

  /**
   * What sampling alone exceeds with probability {@code 1 - level}; 0 where there is one bin only.
   */
  public double bound(double level) {
    return bins < 2 ? 0 : chiSquared().inverseCumulativeProbability(level) * error();
  }

  /** Probability of such an index or a larger one if both groups are drawn alike. */
  public double p() {
    return bins < 2 || !assessable() ? 1 : 1 - chiSquared().cumulativeProbability(value / error());
  }

  private ChiSquaredDistribution chiSquared() {
    return new ChiSquaredDistribution(null, bins - 1);
  }

  private double error() {
    return 1.0 / n + 1.0 / m;
  }
}

package org.medley.models.association;

import org.apache.commons.math3.distribution.NormalDistribution;

/** The genomic inflation factor of Devlin and Roeder (Biometrics 1999;55:997). */
public final class GenomicInflation {
  private static final double MEDIAN_UNDER_NULL = chiSquare(0.5);

  private GenomicInflation() {}

  /**
   * The median chi-square of the tests by that of tests without any association, 0.455: 1 where
   * there is no more than chance. It is not raised to 1 where it is less.
   *
   * @param medianP the median of the P values
   */
  public static double lambda(double medianP) {
    return chiSquare(medianP) / MEDIAN_UNDER_NULL;
  }

  private static double chiSquare(double p) {
    double z = new NormalDistribution(null, 0, 1).inverseCumulativeProbability(p / 2);
    return z * z;
  }
}

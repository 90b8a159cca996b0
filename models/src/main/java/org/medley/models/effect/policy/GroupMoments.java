package org.medley.models.effect.policy;

import java.io.Serializable;
import org.medley.models.leak.ConfidenceBounds;
import org.medley.models.statistics.Estimate;

/**
 * Sums over subjects of numerators and denominators and of their products, from which ratios of
 * means follow with errors that are robust to several rows of a subject.
 */
final class GroupMoments implements Serializable {
  private static final long serialVersionUID = 1L;
  private static final double HALF = 0.025;

  private final double[] sums;
  private final double[][] products;
  private long subjects;

  GroupMoments(int size) {
    sums = new double[size];
    products = new double[size][size];
  }

  /** Adds the sums of one subject. */
  GroupMoments add(double[] subject) {
    for (int i = 0; i < sums.length; i++) {
      sums[i] += subject[i];
      for (int j = 0; j < sums.length; j++) {
        products[i][j] += subject[i] * subject[j];
      }
    }
    subjects++;
    return this;
  }

  GroupMoments merge(GroupMoments other) {
    for (int i = 0; i < sums.length; i++) {
      sums[i] += other.sums[i];
      for (int j = 0; j < sums.length; j++) {
        products[i][j] += other.products[i][j];
      }
    }
    subjects += other.subjects;
    return this;
  }

  long subjects() {
    return subjects;
  }

  double sum(int i) {
    return sums[i];
  }

  /** The ratio of two sums. */
  Estimate mean(int numerator, int denominator, String method) {
    if (!(sums[denominator] > 0) || subjects < 2) {
      return Estimate.notAssessable("fewer than two people");
    }
    double ratio = sums[numerator] / sums[denominator];
    return Estimate.wald(ratio, error(numerator, denominator, ratio), method);
  }

  /** A share of people, with the exact binomial interval for their effective number. */
  Estimate share(int numerator, int denominator, String method) {
    if (!(sums[denominator] > 0) || subjects < 2) {
      return Estimate.notAssessable("fewer than two people");
    }
    double ratio = Math.min(1, sums[numerator] / sums[denominator]);
    double error = error(numerator, denominator, ratio);
    double spread = ratio * (1 - ratio);
    double size = spread > 0 && error > 0 ? spread / (error * error) : subjects;
    return new Estimate(
        ratio,
        ConfidenceBounds.share(ratio, size, HALF),
        1 - ConfidenceBounds.share(1 - ratio, size, HALF),
        method);
  }

  private double error(int numerator, int denominator, double ratio) {
    double squares =
        products[numerator][numerator]
            - 2 * ratio * products[numerator][denominator]
            + ratio * ratio * products[denominator][denominator];
    double correction = subjects / (subjects - 1.0);
    return Math.sqrt(Math.max(0, squares) * correction) / sums[denominator];
  }
}

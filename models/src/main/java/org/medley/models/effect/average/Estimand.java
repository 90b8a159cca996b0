package org.medley.models.effect.average;

import org.medley.models.effect.unit.Contrast;

/** Whom an average effect is about. */
public enum Estimand {
  /** Everybody. */
  ATE("average effect in all"),
  /** Those who received the arm. */
  ATT("average effect in those who received the arm"),
  /** Those who might have received any arm, by the overlap weight. */
  OVERLAP("average effect in the overlap population");

  private final String words;

  Estimand(String words) {
    this.words = words;
  }

  /** In words. */
  public String words() {
    return words;
  }

  /**
   * The row's share of numerator and denominator, whose sums have the effect as their ratio, by
   * augmented inverse probability weighting.
   *
   * <p>ATE and ATT: Robins, Rotnitzky and Zhao (JASA 1994;89:846), Hahn (Econometrica 1998;66:315).
   * Overlap: the tilting function is the harmonic mean of the propensities (Li and Li, Ann Appl
   * Stat 2019;13:2389), with the term that makes errors of the propensity in it harmless (Crump et
   * al, 2006, NBER t0330).
   */
  public double[] terms(Scored row, Contrast contrast) {
    int arm = contrast.arm();
    int reference = contrast.reference();
    return switch (this) {
      case ATE -> new double[] {row.score(contrast), 1};
      case ATT -> {
        double[] mean = row.outcome();
        int own = row.unit().arm();
        double weight = row.unit().weight();
        double y = row.unit().outcome();
        if (own == arm) {
          yield new double[] {mean[arm] - mean[reference] + weight * (y - mean[arm]), 1};
        }
        double odds = row.propensity()[arm] / row.propensity()[reference];
        yield new double[] {own == reference ? -odds * weight * (y - mean[reference]) : 0, 0};
      }
      case OVERLAP -> {
        double tilt = tilt(row);
        double slope = slope(row, tilt);
        double difference = row.outcome()[arm] - row.outcome()[reference];
        yield new double[] {tilt * row.score(contrast) + slope * difference, tilt + slope};
      }
    };
  }

  /** As {@link #terms}, for the mean outcome had all been in {@code arm}. */
  public double[] meanTerms(Scored row, int arm) {
    if (this != OVERLAP) {
      return new double[] {row.score(arm), 1};
    }
    double tilt = tilt(row);
    double slope = slope(row, tilt);
    return new double[] {tilt * row.score(arm) + slope * row.outcome()[arm], tilt + slope};
  }

  /** The weight of a row of either arm of the contrast that makes the arms alike; else 0. */
  public double weight(Scored row, Contrast contrast) {
    return weight(row, contrast, row.unit().arm());
  }

  /** As {@link #weight(Scored, Contrast)}, had the row been in the arm {@code own}. */
  public double weight(Scored row, Contrast contrast, int own) {
    if (own != contrast.arm() && own != contrast.reference()) {
      return 0;
    }
    double[] p = row.propensity();
    return switch (this) {
      case ATE -> 1 / p[own];
      case ATT -> own == contrast.arm() ? 1 : p[contrast.arm()] / p[own];
      case OVERLAP -> tilt(row) / p[own];
    };
  }

  /** The overlap weight of a row: the harmonic sum of the propensities. */
  public double overlap(Scored row) {
    return tilt(row);
  }

  private static double tilt(Scored row) {
    double sum = 0;
    for (double p : row.propensity()) {
      sum += 1 / p;
    }
    return 1 / sum;
  }

  private static double slope(Scored row, double tilt) {
    double sum = 0;
    double[] p = row.propensity();
    for (int arm = 0; arm < p.length; arm++) {
      double residual = (row.unit().arm() == arm ? 1 : 0) - p[arm];
      sum += tilt * tilt / (p[arm] * p[arm]) * residual;
    }
    return sum;
  }
}

package org.medley.models.effect.control;

import java.util.List;
import org.apache.commons.math3.distribution.NormalDistribution;
import org.medley.models.statistics.Estimate;

/**
 * The distribution of systematic error, from effects on negative controls, whose true logarithm is
 * 0 (Schuemie, Hripcsak, Ryan, Madigan and Suchard, PNAS 2018;115:2571): a normal distribution
 * fitted by maximum likelihood, each control with its own random error beside it.
 *
 * @param controls how many could be used
 * @param mean of the error, as logarithm of a ratio; NaN with fewer than three
 * @param deviation of the error
 */
public record SystematicError(int controls, double mean, double deviation) {
  /** With fewer no distribution is fitted. */
  public static final int LEAST = 3;

  private static final double MOST = 5;
  private static final int STEPS = 200;
  private static final double GOLDEN = (Math.sqrt(5) - 1) / 2;

  /** Of effects on negative controls; those that are not known are left out. */
  public static SystematicError of(List<LogRatio> ratios) {
    List<LogRatio> known = ratios.stream().filter(LogRatio::known).toList();
    if (known.size() < LEAST) {
      return new SystematicError(known.size(), Double.NaN, Double.NaN);
    }
    double low = 0;
    double high = MOST;
    for (int step = 0; step < STEPS; step++) {
      double left = high - GOLDEN * (high - low);
      double right = low + GOLDEN * (high - low);
      if (loss(known, left) <= loss(known, right)) {
        high = right;
      } else {
        low = left;
      }
    }
    double deviation = loss(known, 0) <= loss(known, low) ? 0 : low;
    return new SystematicError(known.size(), mean(known, deviation), deviation);
  }

  private static double mean(List<LogRatio> ratios, double deviation) {
    double sum = 0;
    double weights = 0;
    for (LogRatio ratio : ratios) {
      double weight = 1 / (ratio.error() * ratio.error() + deviation * deviation);
      sum += weight * ratio.value();
      weights += weight;
    }
    return sum / weights;
  }

  /** Twice the negative logarithm of the likelihood, with the best mean. */
  private static double loss(List<LogRatio> ratios, double deviation) {
    double mean = mean(ratios, deviation);
    double loss = 0;
    for (LogRatio ratio : ratios) {
      double variance = ratio.error() * ratio.error() + deviation * deviation;
      loss += Math.log(variance) + Math.pow(ratio.value() - mean, 2) / variance;
    }
    return loss;
  }

  /** The expected absolute systematic error (EASE); NaN where not assessable. */
  public double expectedAbsolute() {
    if (!(deviation > 0)) {
      return Math.abs(mean);
    }
    double z = mean / deviation;
    double density = Math.sqrt(2 / Math.PI) * Math.exp(-z * z / 2);
    double below = new NormalDistribution(null, 0, 1).cumulativeProbability(-z);
    return deviation * density + mean * (1 - 2 * below);
  }

  /** The effect less the mean error, its interval widened by the error's spread. */
  public Estimate calibrated(LogRatio effect) {
    double error = Math.sqrt(effect.error() * effect.error() + deviation * deviation);
    double value = effect.value() - mean;
    return Double.isNaN(value)
        ? Estimate.notAssessable("fewer than " + LEAST + " negative controls")
        : Estimate.wald(
            value,
            error,
            "logarithm of a ratio of risks, empirically calibrated by %d negative controls"
                    .formatted(controls)
                + " (Schuemie 2018)");
  }
}

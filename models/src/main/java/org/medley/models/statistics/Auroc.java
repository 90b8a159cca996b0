package org.medley.models.statistics;

import java.util.Arrays;
import org.apache.commons.math3.distribution.NormalDistribution;

/**
 * Area under the receiver operating characteristic with its variance from placements.
 *
 * <p>With one sample per subject the variance is that of DeLong, DeLong and Clarke-Pearson
 * (Biometrics 1988;44:837). With repeated samples placements are summed within subjects, after
 * Obuchowski (Biometrics 1997;53:567), of which DeLong's is the special case. Weights enter
 * placements and sums and are taken as known.
 */
public final class Auroc {
  private Auroc() {}

  /** The area, ties counting half; NaN unless both classes are there. */
  public static double value(double[] label, double[] score, double[] weight) {
    return new Ranking(label, score).auroc(weight);
  }

  /** The area with a Wald interval cut to [0, 1]; without interval if a class has one subject. */
  public static Estimate estimate(Predictions p) {
    double area = value(p.label(), p.score(), p.weight());
    if (Double.isNaN(area)) {
      return Estimate.notAssessable("one class only");
    }
    double[] placements = new Ranking(p.label(), p.score()).placements(p.weight());
    double variance = variance(p, placements, area);
    return Estimate.wald(area, Math.sqrt(variance), method(p)).within(0, 1);
  }

  /** Variance of the area; NaN if a class has fewer than two subjects. */
  public static double variance(Predictions p) {
    double area = value(p.label(), p.score(), p.weight());
    return variance(p, new Ranking(p.label(), p.score()).placements(p.weight()), area);
  }

  /**
   * Compares the scores with {@code others} on the same samples.
   *
   * @return difference of the areas with its test; all NaN if there is one class only
   */
  public static Comparison compare(Predictions p, double[] others) {
    double difference =
        value(p.label(), p.score(), p.weight()) - value(p.label(), others, p.weight());
    double[] placements = new Ranking(p.label(), p.score()).placements(p.weight());
    double[] other = new Ranking(p.label(), others).placements(p.weight());
    Arrays.setAll(placements, i -> placements[i] - other[i]);
    double error = Math.sqrt(variance(p, placements, difference));
    double z = difference / error;
    double tail =
        Double.isNaN(z)
            ? Double.NaN
            : new NormalDistribution(null, 0, 1).cumulativeProbability(-Math.abs(z));
    return new Comparison(difference, error, z, 2 * tail);
  }

  /**
   * What {@link #compare} found.
   *
   * @param difference of the two areas
   * @param standardError of the difference; 0 where both scores rank alike
   * @param z difference over standard error; NaN where that is 0
   * @param p two-sided
   */
  public record Comparison(double difference, double standardError, double z, double p) {}

  private static String method(Predictions p) {
    String weights = p.unitWeights() ? "" : ", weighted";
    return p.clusters().repeated()
        ? "AUROC, Obuchowski 1997 by subject" + weights
        : "AUROC, DeLong 1988" + weights;
  }

  private static double variance(Predictions p, double[] placements, double area) {
    Clusters clusters = p.clusters();
    double[][] sums = new double[2][clusters.count()];
    boolean[][] present = new boolean[2][clusters.count()];
    double[] total = new double[2];
    for (int i = 0; i < placements.length; i++) {
      int type = p.label()[i] > 0.5 ? 1 : 0;
      sums[type][clusters.of()[i]] += p.weight()[i] * (placements[i] - area);
      present[type][clusters.of()[i]] = true;
      total[type] += p.weight()[i];
    }
    double positive = part(sums[1], sums[1], present[1]) / (total[1] * total[1]);
    double negative = part(sums[0], sums[0], present[0]) / (total[0] * total[0]);
    boolean[] all = new boolean[clusters.count()];
    Arrays.fill(all, true);
    double between = part(sums[0], sums[1], all) / (total[0] * total[1]);
    return positive + negative + 2 * between;
  }

  private static double part(double[] a, double[] b, boolean[] present) {
    double sum = 0;
    int count = 0;
    for (int c = 0; c < a.length; c++) {
      sum += a[c] * b[c];
      count += present[c] ? 1 : 0;
    }
    return count < 2 ? Double.NaN : sum * count / (count - 1);
  }
}

package org.medley.models.statistics;

import java.util.Arrays;

/**
 * Calibration of predicted risks by logistic regression of the label on their log odds (Cox,
 * Biometrika 1958;45:562): in the large (slope fixed at one) and the line (intercept and slope).
 * Intervals are Wald's; with repeated samples or weights the covariance is the sandwich by subject.
 */
public final class CalibrationLine {
  private CalibrationLine() {}

  /** Intercept with the log odds as offset; 0 is perfect, above 0 the risks are too low. */
  public static Estimate inTheLarge(Predictions p) {
    double[][] ones = new double[p.size()][];
    Arrays.setAll(ones, i -> new double[] {1});
    LogisticFit fit = LogisticFit.fit(ones, p.label(), logits(p.score()), p.weight(), clusters(p));
    return estimate(fit, 0, "logistic regression, log odds as offset", p);
  }

  /** Slope of the label on the log odds; 1 is perfect, below 1 the risks are too extreme. */
  public static Estimate slope(Predictions p) {
    return estimate(line(p), 1, "logistic regression on the log odds, slope", p);
  }

  /** Intercept of the line whose slope is {@link #slope}. */
  public static Estimate intercept(Predictions p) {
    return estimate(line(p), 0, "logistic regression on the log odds, intercept", p);
  }

  /** The logistic line through the log odds; not converged where all scores are equal. */
  public static LogisticFit line(Predictions p) {
    double[] logits = logits(p.score());
    double[][] design = new double[p.size()][];
    Arrays.setAll(design, i -> new double[] {1, logits[i]});
    return LogisticFit.fit(design, p.label(), new double[p.size()], p.weight(), clusters(p));
  }

  private static Estimate estimate(LogisticFit fit, int j, String method, Predictions p) {
    if (!fit.converged()) {
      return Estimate.notAssessable("logistic calibration does not converge");
    }
    String interval = clusters(p) == null ? "; Wald interval" : "; robust interval by subject";
    return Estimate.wald(fit.coefficients()[j], fit.standardError(j), method + interval);
  }

  private static Clusters clusters(Predictions p) {
    Clusters clusters = p.clusters();
    return clusters.repeated() || !p.unitWeights() ? clusters : null;
  }

  private static double[] logits(double[] scores) {
    return Arrays.stream(scores).map(LogisticFit::logit).toArray();
  }
}

package org.medley.models.effect.sensitivity;

import java.util.ArrayList;
import java.util.List;
import java.util.function.DoubleFunction;
import org.medley.models.effect.average.Estimand;
import org.medley.models.effect.average.ScoredSample;
import org.medley.models.effect.unit.Contrast;
import org.medley.models.statistics.Estimate;

/**
 * What an average effect becomes if the odds of an arm, given also what was not measured, differ
 * from the odds given the covariates by a factor of up to lambda (Tan, JASA 2006;101:1619). Bounds
 * are those of weights normalised within the arm (Zhao, Small and Bhattacharya, J R Stat Soc B
 * 2019;81:735), of residuals of the outcome models; intervals by their percentile bootstrap, over
 * subjects, with the fitted models as they are.
 *
 * @param contrast the arms
 * @param bounds at several lambdas, ascending
 * @param changesSign the lambda at which the bounds begin to hold 0; the largest tried if none does
 * @param loses the lambda at which the interval begins to hold 0; 1 where it does without
 *     unmeasured confounding; the largest tried if none does
 */
public record MarginalSensitivity(
    Contrast contrast, List<Bounds> bounds, double changesSign, double loses) {
  /** No larger lambda is tried. */
  public static final double MOST = 10;

  private static final double[] LAMBDAS = {1, 1.25, 1.5, 2, 3};
  private static final int HALVINGS = 10;

  /**
   * The range of the effect.
   *
   * @param lambda of the sensitivity model
   * @param low least effect
   * @param high largest effect
   * @param interval of the range
   */
  public record Bounds(double lambda, double low, double high, Estimate interval) {}

  /** Of all contrasts; empty for the overlap population, for which no bounds are known. */
  public static List<MarginalSensitivity> of(
      ScoredSample sample, List<Contrast> contrasts, Estimand estimand, int replicates, long seed) {
    List<MarginalSensitivity> all = new ArrayList<>();
    if (estimand != Estimand.OVERLAP) {
      for (Contrast contrast : contrasts) {
        all.add(one(contrast, new EffectBounds(sample, contrast, estimand), replicates, seed));
      }
    }
    return all;
  }

  private static MarginalSensitivity one(
      Contrast contrast, EffectBounds effect, int replicates, long seed) {
    List<Bounds> bounds = new ArrayList<>();
    for (double lambda : LAMBDAS) {
      double[] range = effect.at(lambda);
      double[] ends = effect.interval(lambda, replicates, seed);
      bounds.add(
          new Bounds(
              lambda,
              range[0],
              range[1],
              new Estimate(
                  (range[0] + range[1]) / 2,
                  ends[0],
                  ends[1],
                  "middle of the bounds; percentile bootstrap of the bounds over subjects")));
    }
    return new MarginalSensitivity(
        contrast,
        bounds,
        tipping(effect::at),
        tipping(lambda -> effect.interval(lambda, replicates, seed)));
  }

  /** The lambda from which a range that widens with it holds 0; NaN where it is not known. */
  private static double tipping(DoubleFunction<double[]> range) {
    if (Double.isNaN(range.apply(1)[0])) {
      return Double.NaN;
    }
    if (holdsZero(range.apply(1))) {
      return 1;
    }
    if (!holdsZero(range.apply(MOST))) {
      return MOST;
    }
    double low = 0;
    double high = Math.log(MOST);
    for (int i = 0; i < HALVINGS; i++) {
      double middle = (low + high) / 2;
      if (holdsZero(range.apply(Math.exp(middle)))) {
        high = middle;
      } else {
        low = middle;
      }
    }
    return Math.exp(low);
  }

  private static boolean holdsZero(double[] range) {
    return range[0] <= 0 && range[1] >= 0;
  }
}

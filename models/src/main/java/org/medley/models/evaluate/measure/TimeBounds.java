package org.medley.models.evaluate.measure;

import java.util.List;
import org.medley.models.evaluate.EvaluateSettings;
import org.medley.models.statistics.Estimate;
import org.medley.models.statistics.survival.HorizonWeights;
import org.medley.models.statistics.survival.SurvivalBounds;

/**
 * How {@link SurvivalBounds lower bounds} of the time to the event of nominally 90 percent did: the
 * share whose event did not come before its bound, the mean bound, and the share whose bound is the
 * horizon.
 */
final class TimeBounds implements Measure<AtHorizon> {
  /** Metric: share of events that did not come before the bound. */
  static final String COVERAGE = "survival_bound_coverage_90";

  private static final double ALPHA = 0.1;
  private static final String METHOD =
      "split conformal lower bounds of the time to the event up to the horizon, nominal 0.9, each"
          + " half of the subjects judged by the other; "
          + HorizonWeights.METHOD;

  private final boolean group;

  private TimeBounds(boolean group) {
    this.group = group;
  }

  /** Of everybody: with too few samples a bound is 0, and the method says so. */
  static TimeBounds ofAll() {
    return new TimeBounds(false);
  }

  /** Of one group, by quantiles of its own; with too few samples it is not assessable. */
  static TimeBounds ofGroup() {
    return new TimeBounds(true);
  }

  @Override
  public void add(AtHorizon at, EvaluateSettings settings, Numbers numbers) {
    SurvivalBounds bounds = SurvivalBounds.of(at.p(), at.horizon(), ALPHA, settings.seed());
    if (group && bounds.none()) {
      numbers.put(COVERAGE, Estimate.notAssessable("too few samples for a quantile"));
      return;
    }
    HorizonWeights weights = new HorizonWeights(at.p(), at.horizon());
    String method =
        METHOD
            + (group ? ", quantiles of the group" : "")
            + (bounds.none() ? "; too few samples for a bound above 0" : "");
    numbers.replicate(
        List.of(
            name(COVERAGE, method, "share whose event did not come before the bound"),
            name("survival_bound_mean_90", method, "mean bound, in the unit of the times"),
            name("survival_bound_horizon_90", method, "share whose bound is the horizon")),
        w -> shares(at, bounds, weights.of(w), w));
  }

  private static Numbers.Name name(String metric, String method, String what) {
    return new Numbers.Name(
        metric, what + "; " + method, "nobody with a known outcome at the horizon");
  }

  private static double[] shares(
      AtHorizon at, SurvivalBounds bounds, double[] known, double[] weight) {
    double missed = 0;
    double judged = 0;
    double sum = 0;
    double whole = 0;
    double total = 0;
    for (int i = 0; i < weight.length; i++) {
      missed += bounds.missed(at.p(), i) ? known[i] : 0;
      judged += known[i];
      sum += weight[i] * bounds.bound()[i];
      whole += bounds.bound()[i] >= at.horizon() ? weight[i] : 0;
      total += weight[i];
    }
    return new double[] {1 - missed / judged, sum / total, whole / total};
  }
}

package org.medley.models.effect.heterogeneity;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.medley.models.effect.average.Scored;
import org.medley.models.effect.average.ScoredSample;
import org.medley.models.effect.policy.Policy;
import org.medley.models.effect.unit.Contrast;
import org.medley.models.effect.unit.Unit;
import org.medley.models.statistics.Clusters;
import org.medley.models.statistics.Estimate;

/**
 * The mean outcome under a policy, from doubly robust scores of held-out rows (Athey and Wager,
 * Econometrica 2021;89:133).
 *
 * @param policy what it does
 * @param outcome mean outcome under it
 * @param advantage of following the predicted effects over this policy, positive if better for
 *     patients; not assessable for that policy itself
 * @param treated share of people in another arm than the reference
 */
public record PolicyValue(String policy, Estimate outcome, Estimate advantage, double treated) {
  private static final String METHOD = "AIPW on held-out rows, interval by subject";

  /** The policy of the predictions, each arm for all, and what was done. */
  static List<PolicyValue> of(
      ScoredSample sample, List<Contrast> contrasts, List<String> arms, boolean higherIsBetter) {
    int reference = contrasts.get(0).reference();
    Clusters clusters = sample.clusters();
    Policy policy = new Policy(contrasts, higherIsBetter, 0);
    int[] best = sample.rows().stream().mapToInt(policy::best).toArray();
    double[] followed = new double[best.length];
    Arrays.setAll(followed, i -> sample.rows().get(i).score(best[i]));
    double sign = higherIsBetter ? 1 : -1;
    List<PolicyValue> values = new ArrayList<>();
    double share =
        Arrays.stream(best).filter(arm -> arm != reference).count() / (double) best.length;
    values.add(
        new PolicyValue(
            "largest predicted benefit",
            mean(followed, clusters),
            Estimate.notAssessable("the policy itself"),
            share));
    for (int arm = 0; arm < arms.size(); arm++) {
      int all = arm;
      double[] scores = sample.numbers(row -> row.score(all));
      values.add(
          compared(
              "everybody " + arms.get(arm),
              scores,
              followed,
              sign,
              clusters,
              arm == reference ? 0 : 1));
    }
    double treated =
        sample.rows().stream().filter(row -> row.unit().arm() != reference).count()
            / (double) best.length;
    values.add(
        compared(
            "current practice",
            sample.numbers(PolicyValue::asObserved),
            followed,
            sign,
            clusters,
            treated));
    return values;
  }

  private static double asObserved(Scored row) {
    Unit unit = row.unit();
    double expected = row.outcome()[unit.arm()];
    return expected + unit.weight() * (unit.outcome() - expected);
  }

  private static PolicyValue compared(
      String policy,
      double[] scores,
      double[] followed,
      double sign,
      Clusters clusters,
      double treated) {
    double[] advantage = new double[scores.length];
    Arrays.setAll(advantage, i -> sign * (followed[i] - scores[i]));
    return new PolicyValue(policy, mean(scores, clusters), mean(advantage, clusters), treated);
  }

  private static Estimate mean(double[] values, Clusters clusters) {
    double mean = Arrays.stream(values).average().orElse(Double.NaN);
    double[] deviations = Arrays.stream(values).map(v -> (v - mean) / values.length).toArray();
    double squares = Arrays.stream(clusters.sums(deviations)).map(d -> d * d).sum();
    double error = Math.sqrt(squares * clusters.count() / (clusters.count() - 1));
    return Estimate.wald(mean, error, METHOD);
  }
}

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
    double[] weight = sample.sampling();
    People people = new People(weight, Arrays.stream(weight).sum(), sample.clusters());
    Policy policy = new Policy(contrasts, higherIsBetter, 0);
    int[] best = sample.rows().stream().mapToInt(policy::best).toArray();
    double[] followed = new double[best.length];
    Arrays.setAll(followed, i -> sample.rows().get(i).score(best[i]));
    double sign = higherIsBetter ? 1 : -1;
    List<PolicyValue> values = new ArrayList<>();
    double share =
        people.share(Arrays.stream(best).mapToDouble(a -> a == reference ? 0 : 1).toArray());
    values.add(
        new PolicyValue(
            "largest predicted benefit",
            people.mean(followed),
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
              people,
              arm == reference ? 0 : 1));
    }
    double treated = people.share(sample.numbers(row -> row.unit().arm() == reference ? 0 : 1));
    values.add(
        compared(
            "current practice",
            sample.numbers(PolicyValue::asObserved),
            followed,
            sign,
            people,
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
      People people,
      double treated) {
    double[] advantage = new double[scores.length];
    Arrays.setAll(advantage, i -> sign * (followed[i] - scores[i]));
    return new PolicyValue(policy, people.mean(scores), people.mean(advantage), treated);
  }

  @SuppressWarnings("ArrayRecordComponent") // a column of numbers, compared by no one
  private record People(double[] weight, double total, Clusters clusters) {
    Estimate mean(double[] values) {
      double mean = share(values);
      double[] deviations = new double[values.length];
      Arrays.setAll(deviations, i -> weight[i] * (values[i] - mean) / total);
      double squares = Arrays.stream(clusters.sums(deviations)).map(d -> d * d).sum();
      double error = Math.sqrt(squares * clusters.count() / (clusters.count() - 1));
      return Estimate.wald(mean, error, METHOD);
    }

    double share(double[] values) {
      double sum = 0;
      for (int i = 0; i < values.length; i++) {
        sum += weight[i] * values[i];
      }
      return sum / total;
    }
  }
}

package org.medley.models.effect.policy;

import java.util.List;
import java.util.function.Function;
import org.apache.spark.api.java.JavaRDD;
import org.medley.models.effect.average.Scored;
import org.medley.models.effect.policy.PolicyByGroup.Grouped;
import org.medley.models.statistics.Estimate;
import scala.Tuple2;

/**
 * The policy of the largest predicted benefit, learnt with and without the sensitive covariates.
 * Both are valued by the doubly robust scores of the full models on held-out rows. Without them all
 * models are fitted again, so that predictions are confounded where a sensitive covariate is a
 * confounder. People for whom an arm is too unlikely are left out.
 *
 * @param sensitive the covariates
 * @param with mean benefit over the reference arm of the policy with them, positive if better for
 *     people
 * @param without the same without them
 * @param difference with less without
 * @param changed share of people whose recommendation is another without them
 */
public record PolicyComparison(
    List<String> sensitive,
    Estimate with,
    Estimate without,
    Estimate difference,
    Estimate changed) {
  private static final String METHOD = "mean of doubly robust scores, interval by subject";

  /** Of rows with the arms that are recommended without the covariates. One action; one shuffle. */
  public static PolicyComparison of(JavaRDD<Grouped> rows, Policy policy, List<String> sensitive) {
    GroupMoments moments =
        rows.filter(each -> !policy.abstains(each.row()))
            .mapToPair(each -> new Tuple2<>(each.row().unit().subject(), terms(each, policy)))
            .reduceByKey(PolicyComparison::added)
            .values()
            .aggregate(new GroupMoments(5), GroupMoments::add, GroupMoments::merge);
    Function<Integer, Estimate> mean = i -> moments.mean(i, 0, METHOD);
    return new PolicyComparison(
        List.copyOf(sensitive),
        mean.apply(1),
        mean.apply(2),
        mean.apply(3),
        moments.share(4, 0, "share of people, exact binomial interval"));
  }

  private static double[] terms(Grouped each, Policy policy) {
    Scored row = each.row();
    int best = policy.best(row);
    double people = row.unit().sampling();
    return new double[] {
      people,
      people * policy.gain(row, best, policy.reference()),
      people * policy.gain(row, each.otherwise(), policy.reference()),
      people * policy.gain(row, best, each.otherwise()),
      best == each.otherwise() ? 0 : people
    };
  }

  private static double[] added(double[] a, double[] b) {
    double[] sum = a.clone();
    for (int i = 0; i < sum.length; i++) {
      sum[i] += b[i];
    }
    return sum;
  }
}

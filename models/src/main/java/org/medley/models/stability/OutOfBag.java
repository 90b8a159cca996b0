package org.medley.models.stability;

import java.util.Arrays;
import java.util.List;
import java.util.Map;
import org.medley.models.statistics.Accuracy;
import org.medley.models.statistics.Auroc;
import org.medley.models.statistics.Estimate;
import org.medley.models.statistics.Predictions;

/**
 * The .632+ rule (Efron and Tibshirani, JASA 1997;92:548; for the area, Wahl et al., BMC Med Res
 * Methodol 2016;16:144): the number on the people whom a bootstrap sample left out, moved towards
 * the apparent one, the less so the nearer the former comes to a score that knows nothing.
 */
final class OutOfBag {
  private static final double DRAWN = 1 - Math.exp(-1);

  private final Predictions apparent;
  private final double[] sum;
  private final int[] times;

  /** For members whose {@code apparent} log odds are by a model that saw them. */
  OutOfBag(Predictions apparent) {
    this.apparent = apparent;
    this.sum = new double[apparent.size()];
    this.times = new int[apparent.size()];
  }

  /** Adds log odds of all members, of whom a model saw those that {@code drawn} tells. */
  void add(double[] logOdds, boolean[] drawn) {
    for (int i = 0; i < sum.length; i++) {
      if (!drawn[i]) {
        sum[i] += logOdds[i];
        times[i]++;
      }
    }
  }

  /**
   * The estimate of an error.
   *
   * @param apparent of a model on the members that it saw
   * @param leftOut on members that the refits did not see
   * @param nothing of a score that is independent of the label
   */
  static double plus(double apparent, double leftOut, double nothing) {
    double bounded = Math.min(leftOut, nothing);
    double overfitting = bounded > apparent ? (bounded - apparent) / (nothing - apparent) : 0;
    double weight = DRAWN / (1 - (1 - DRAWN) * overfitting);
    return (1 - weight) * apparent + weight * bounded;
  }

  /** What {@link #plus} needs of the log odds of the members that a refit did not see. */
  static Map<String, Double> numbers(Predictions logOdds) {
    Predictions risks = Refitted.risks(logOdds);
    return Map.of(
        Refitted.AUROC, Auroc.value(risks.label(), risks.score(), risks.weight()),
        Refitted.BRIER, Accuracy.brier(risks.label(), risks.score(), risks.weight()));
  }

  /** Brier score of risks that are dealt to the members at random. */
  static double noInformation(Predictions risks) {
    double prevalence = Accuracy.prevalence(risks.label(), risks.weight());
    double mean = Accuracy.prevalence(risks.score(), risks.weight());
    double squares =
        Accuracy.prevalence(Arrays.stream(risks.score()).map(p -> p * p).toArray(), risks.weight());
    return prevalence * (1 - 2 * mean) + squares;
  }

  /** AUROC, with the interval that the left-out predictions of all members have. */
  Estimate auroc(List<Map<String, Double>> leftOut, String method) {
    double own = Auroc.value(apparent.label(), apparent.score(), apparent.weight());
    double value = 1 - plus(1 - own, 1 - mean(leftOut, Refitted.AUROC), 0.5);
    boolean[] judged = new boolean[times.length];
    double[] score = new double[times.length];
    for (int i = 0; i < times.length; i++) {
      judged[i] = times[i] > 0;
      score[i] = judged[i] ? sum[i] / times[i] : 0;
    }
    double error = Math.sqrt(Auroc.variance(apparent.withScores(score).where(judged)));
    return estimate(
        Estimate.wald(value, error, ".632+ rule; interval by the left-out predictions; " + method)
            .within(0, 1));
  }

  /** Brier score. */
  Estimate brier(List<Map<String, Double>> leftOut, String method) {
    Predictions risks = Refitted.risks(apparent);
    double own = Accuracy.brier(risks.label(), risks.score(), risks.weight());
    return estimate(
        Estimate.of(
            plus(own, mean(leftOut, Refitted.BRIER), noInformation(risks)),
            ".632+ rule; " + method));
  }

  private static Estimate estimate(Estimate found) {
    return found.assessable()
        ? found
        : Estimate.notAssessable("the people left out are of one class");
  }

  private static double mean(List<Map<String, Double>> numbers, String name) {
    return numbers.stream()
        .mapToDouble(each -> each.get(name))
        .filter(Double::isFinite)
        .average()
        .orElse(Double.NaN);
  }
}

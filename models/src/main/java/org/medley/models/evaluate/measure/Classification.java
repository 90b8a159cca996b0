package org.medley.models.evaluate.measure;

import java.util.List;
import java.util.function.ToDoubleFunction;
import org.medley.models.evaluate.EvaluateSettings;
import org.medley.models.statistics.Confusion;
import org.medley.models.statistics.Predictions;

/** Sensitivity, specificity, predictive values and alert rate at each threshold. */
final class Classification implements Measure<Predictions> {
  private static final List<AtThresholds.Each> EACH =
      List.of(
          number(
              "sensitivity",
              "share flagged of those with the outcome",
              "no outcomes",
              Confusion::sensitivity),
          number(
              "specificity",
              "share not flagged of those without it",
              "no non-outcomes",
              Confusion::specificity),
          number(
              "ppv",
              "share with the outcome of the flagged",
              "nobody is flagged",
              Confusion::precision),
          number(
              "npv",
              "share without the outcome of the others",
              "everybody is flagged",
              Confusion::negativePredictiveValue),
          number("alert_rate", "share flagged", "no samples", Confusion::alertRate));

  @Override
  public void add(Predictions p, EvaluateSettings settings, Numbers numbers) {
    AtThresholds.add(p, settings, EACH, numbers);
  }

  private static AtThresholds.Each number(
      String metric, String method, String undefined, ToDoubleFunction<Confusion> of) {
    return new AtThresholds.Each(
        metric,
        method + "; flagged is a score of at least the threshold",
        undefined,
        (at, threshold) -> of.applyAsDouble(at));
  }
}

package org.medley.models.evaluate.measure;

import java.util.List;
import org.medley.models.evaluate.EvaluateSettings;
import org.medley.models.statistics.Confusion;
import org.medley.models.statistics.Predictions;

/** Sensitivity, specificity, predictive values and alert rate at each threshold. */
final class Classification implements Measure<Predictions> {
  @Override
  public void add(Predictions p, EvaluateSettings settings, Numbers numbers) {
    for (double t : settings.thresholds()) {
      numbers.replicate(
          List.of(
              name("sensitivity", t, "share flagged of those with the outcome", "no outcomes"),
              name("specificity", t, "share not flagged of those without it", "no non-outcomes"),
              name("ppv", t, "share with the outcome of the flagged", "nobody is flagged"),
              name("npv", t, "share without the outcome of the others", "everybody is flagged"),
              name("alert_rate", t, "share flagged", "no samples")),
          w -> {
            Confusion at = Confusion.at(p.label(), p.score(), w, t);
            return new double[] {
              at.sensitivity(),
              at.specificity(),
              at.precision(),
              at.negativePredictiveValue(),
              at.alertRate()
            };
          });
    }
  }

  private static Numbers.Name name(String metric, double t, String method, String undefined) {
    return new Numbers.Name(
        Thresholds.name(metric, t), method + "; flagged is a score of at least " + t, undefined);
  }
}

package org.medley.models.evaluate.measure;

import java.util.List;
import org.medley.models.evaluate.EvaluateSettings;
import org.medley.models.statistics.Confusion;
import org.medley.models.statistics.Estimate;
import org.medley.models.statistics.Predictions;

/** Standardised net benefit and interventions avoided at each threshold. */
final class Utility implements Measure<Predictions> {
  @Override
  public void add(Predictions p, EvaluateSettings settings, Numbers numbers) {
    for (double t : settings.thresholds()) {
      numbers.put(
          Thresholds.name("net_benefit_none", t),
          new Estimate(0, 0, 0, "net benefit of treating nobody, 0 by definition"));
      numbers.replicate(
          List.of(
              new Numbers.Name(
                  Thresholds.name("standardised_net_benefit", t),
                  "net benefit over prevalence",
                  "no outcomes"),
              new Numbers.Name(
                  Thresholds.name("interventions_avoided", t),
                  "(net benefit - that of everybody) (1-t)/t, per 100",
                  "no samples")),
          w -> {
            Confusion at = Confusion.at(p.label(), p.score(), w, t);
            return new double[] {at.standardisedNetBenefit(t), at.interventionsAvoided(t)};
          });
    }
  }
}

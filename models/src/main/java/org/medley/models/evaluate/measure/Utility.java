package org.medley.models.evaluate.measure;

import java.util.List;
import org.medley.models.evaluate.EvaluateSettings;
import org.medley.models.statistics.Confusion;
import org.medley.models.statistics.Estimate;
import org.medley.models.statistics.Predictions;

/** Standardised net benefit and interventions avoided at each threshold. */
final class Utility implements Measure<Predictions> {
  private static final List<AtThresholds.Each> EACH =
      List.of(
          new AtThresholds.Each(
              "standardised_net_benefit",
              "net benefit over prevalence",
              "no outcomes",
              Confusion::standardisedNetBenefit),
          new AtThresholds.Each(
              "interventions_avoided",
              "(net benefit - that of everybody) (1-t)/t, per 100",
              "no samples",
              Confusion::interventionsAvoided));

  @Override
  public void add(Predictions p, EvaluateSettings settings, Numbers numbers) {
    for (double t : settings.thresholds()) {
      numbers.put(
          Thresholds.name("net_benefit_none", t),
          new Estimate(0, 0, 0, "net benefit of treating nobody, 0 by definition"));
    }
    AtThresholds.add(p, settings, EACH, numbers);
  }
}

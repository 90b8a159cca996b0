package org.medley.models.evaluate.measure;

import java.util.List;
import org.medley.models.evaluate.EvaluateSettings;
import org.medley.models.statistics.Confusion;
import org.medley.models.statistics.Predictions;

/** Net benefit of the model and of treating everybody at each threshold; of nobody it is 0. */
final class NetBenefit implements Measure<Predictions> {
  static final String METHOD = "net benefit, TP/n - FP/n t/(1-t)";
  private static final String EMPTY = "no samples";
  private static final List<AtThresholds.Each> EACH =
      List.of(
          new AtThresholds.Each("net_benefit", METHOD, EMPTY, Confusion::netBenefit),
          new AtThresholds.Each(
              "net_benefit_all", METHOD + " of everybody", EMPTY, Confusion::netBenefitOfAll));

  @Override
  public void add(Predictions p, EvaluateSettings settings, Numbers numbers) {
    AtThresholds.add(p, settings, EACH, numbers);
  }
}

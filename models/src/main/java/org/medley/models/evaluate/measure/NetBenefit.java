package org.medley.models.evaluate.measure;

import java.util.List;
import org.medley.models.evaluate.EvaluateSettings;
import org.medley.models.statistics.Confusion;
import org.medley.models.statistics.Predictions;

/** Net benefit of the model and of treating everybody at each threshold; of nobody it is 0. */
final class NetBenefit implements Measure<Predictions> {
  static final String METHOD = "net benefit, TP/n - FP/n t/(1-t)";
  private static final String EMPTY = "no samples";

  @Override
  public void add(Predictions p, EvaluateSettings settings, Numbers numbers) {
    for (double t : settings.thresholds()) {
      numbers.replicate(
          List.of(
              new Numbers.Name(Thresholds.name("net_benefit", t), METHOD, EMPTY),
              new Numbers.Name(
                  Thresholds.name("net_benefit_all", t), METHOD + " of everybody", EMPTY)),
          w -> {
            Confusion at = Confusion.at(p.label(), p.score(), w, t);
            return new double[] {at.netBenefit(t), at.netBenefitOfAll(t)};
          });
    }
  }
}

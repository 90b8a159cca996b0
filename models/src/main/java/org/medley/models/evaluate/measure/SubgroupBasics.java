package org.medley.models.evaluate.measure;

import org.medley.models.evaluate.EvaluateSettings;
import org.medley.models.statistics.Accuracy;
import org.medley.models.statistics.Auroc;
import org.medley.models.statistics.Predictions;

/** The two numbers that the night keeps for each subgroup. */
final class SubgroupBasics implements Measure<Predictions> {
  @Override
  public void add(Predictions p, EvaluateSettings settings, Numbers numbers) {
    numbers.put("auroc", Auroc.estimate(p));
    numbers.replicate(
        "observed_expected",
        "observed over expected outcomes",
        w -> Accuracy.observedOverExpected(p.label(), p.score(), w));
  }
}

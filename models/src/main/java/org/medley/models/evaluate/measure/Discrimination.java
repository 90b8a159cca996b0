package org.medley.models.evaluate.measure;

import org.medley.models.evaluate.EvaluateSettings;
import org.medley.models.statistics.Accuracy;
import org.medley.models.statistics.Auroc;
import org.medley.models.statistics.Precision;
import org.medley.models.statistics.Predictions;

/** AUROC, and AUPRC with the prevalence that chance would have. */
final class Discrimination implements Measure<Predictions> {
  @Override
  public void add(Predictions p, EvaluateSettings settings, Numbers numbers) {
    numbers.put("auroc", Auroc.estimate(p));
    numbers.replicate("auprc", "average precision", new Precision(p)::average);
    numbers.replicate(
        "prevalence", "share with the outcome", w -> Accuracy.prevalence(p.label(), w));
  }
}

package org.medley.models.evaluate.measure;

import org.medley.models.evaluate.EvaluateSettings;
import org.medley.models.statistics.Accuracy;
import org.medley.models.statistics.Predictions;

/** Brier score, scaled Brier score and log loss. */
final class PredictionError implements Measure<Predictions> {
  @Override
  public void add(Predictions p, EvaluateSettings settings, Numbers numbers) {
    double[] y = p.label();
    double[] risk = p.score();
    numbers.replicate("brier", "Brier score", w -> Accuracy.brier(y, risk, w));
    numbers.replicate(
        "scaled_brier",
        "1 - Brier / Brier of the prevalence",
        w -> Accuracy.scaledBrier(y, risk, w));
    numbers.replicate(
        "log_loss", "mean negative log likelihood", w -> Accuracy.logLoss(y, risk, w));
  }
}

package org.medley.models.evaluate.measure;

import java.util.List;
import org.medley.models.evaluate.EvaluateSettings;
import org.medley.models.statistics.survival.HorizonWeights;
import org.medley.models.statistics.survival.Incidence;
import org.medley.models.statistics.survival.TimedPredictions;

/** Brier score at the horizon, that of the observed risk for everybody, and the scaled score. */
final class SurvivalError implements Measure<AtHorizon> {
  private static final String NONE = "nobody with a known outcome at the horizon";

  @Override
  public void add(AtHorizon at, EvaluateSettings settings, Numbers numbers) {
    TimedPredictions p = at.p();
    HorizonWeights weights = new HorizonWeights(p, at.horizon());
    double[] label = weights.labels();
    String null0 = p.competing() ? "Aalen-Johansen" : "Kaplan-Meier";
    numbers.replicate(
        List.of(
            new Numbers.Name(
                "brier", "Brier score at " + at.horizon() + "; " + HorizonWeights.METHOD, NONE),
            new Numbers.Name(
                "brier_null",
                "Brier score of the risk by " + null0 + "; " + HorizonWeights.METHOD,
                NONE),
            new Numbers.Name("scaled_brier", "1 - Brier / Brier of the null model", NONE)),
        w -> {
          double[] known = weights.of(w);
          double observed = Incidence.by(at.horizon(), p.time(), p.cause(), w);
          double model = 0;
          double nothing = 0;
          double total = 0;
          for (int i = 0; i < label.length; i++) {
            model += known[i] * square(label[i] - p.risk()[i]);
            nothing += known[i] * square(label[i] - observed);
            total += w[i];
          }
          return new double[] {model / total, nothing / total, 1 - model / nothing};
        });
  }

  private static double square(double value) {
    return value * value;
  }
}

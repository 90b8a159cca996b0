package org.medley.models.evaluate.measure;

import java.util.List;
import org.medley.models.evaluate.EvaluateSettings;
import org.medley.models.statistics.CalibrationLine;
import org.medley.models.statistics.Estimate;
import org.medley.models.statistics.Predictions;
import org.medley.models.statistics.survival.CoxFit;
import org.medley.models.statistics.survival.HorizonWeights;
import org.medley.models.statistics.survival.Incidence;
import org.medley.models.statistics.survival.SurvivalCalibration;
import org.medley.models.statistics.survival.TimedPredictions;

/** Observed over expected and the calibration slope. */
final class SurvivalSlope implements Measure<AtHorizon> {
  @Override
  public void add(AtHorizon at, EvaluateSettings settings, Numbers numbers) {
    TimedPredictions p = at.p();
    String observer = p.competing() ? "Aalen-Johansen" : "1 - Kaplan-Meier";
    numbers.replicate(
        "observed_risk",
        observer + " at " + at.horizon(),
        w -> Incidence.by(at.horizon(), p.time(), p.cause(), w));
    numbers.replicate("mean_predicted_risk", "mean of the risks", p::meanRisk);
    numbers.put("observed_expected", observedOverExpected(at, observer));
    slope(at, numbers);
  }

  private static Estimate observedOverExpected(AtHorizon at, String observer) {
    TimedPredictions p = at.p();
    double ratio =
        Incidence.by(at.horizon(), p.time(), p.cause(), p.weight()) / p.meanRisk(p.weight());
    if (at.events() == 0 || !Double.isFinite(ratio)) {
      return Estimate.notAssessable("no events by the horizon");
    }
    double factor = Math.exp(Estimate.Z / Math.sqrt((double) at.events()));
    return new Estimate(
        ratio,
        ratio / factor,
        ratio * factor,
        observer + " over mean risk; interval O/E exp(+-1.96/sqrt(events))");
  }

  private static void slope(AtHorizon at, Numbers numbers) {
    TimedPredictions p = at.p();
    if (p.competing()) {
      HorizonWeights weights = new HorizonWeights(p, at.horizon());
      Estimate slope =
          CalibrationLine.slope(
              new Predictions(p.subject(), weights.labels(), p.risk(), weights.of(p.weight())));
      numbers.put(
          "calibration_slope",
          new Estimate(
              slope.value(),
              slope.low(),
              slope.high(),
              slope.method() + "; " + HorizonWeights.METHOD));
      return;
    }
    SurvivalCalibration calibration = new SurvivalCalibration(p, at.horizon());
    String method = "Cox regression on the linear predictor, Efron ties, cut at " + at.horizon();
    CoxFit fit = calibration.slope(p.weight());
    if (!fit.converged()) {
      numbers.put("calibration_slope", Estimate.notAssessable("Cox regression does not converge"));
    } else if (p.clusters().repeated() || weighted(p)) {
      numbers.replicate(
          List.of(new Numbers.Name("calibration_slope", method, "no convergence")),
          w -> calibration.slope(w).coefficients());
    } else {
      numbers.put(
          "calibration_slope",
          Estimate.wald(fit.coefficients()[0], fit.standardError(0), method + "; Wald interval"));
    }
  }

  private static boolean weighted(TimedPredictions p) {
    return java.util.Arrays.stream(p.weight()).anyMatch(w -> w != 1);
  }
}

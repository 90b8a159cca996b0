package org.medley.models.evaluate.measure;

import java.util.List;
import java.util.function.Function;
import org.medley.models.evaluate.EvaluateSettings;
import org.medley.models.statistics.FlexibleCalibration;
import org.medley.models.statistics.Loess;
import org.medley.models.statistics.Predictions;
import org.medley.models.statistics.survival.HorizonWeights;
import org.medley.models.statistics.survival.SurvivalCalibration;
import org.medley.models.statistics.survival.TimedPredictions;

/**
 * ICI, E50, E90 and Emax at the horizon: by Cox regression on a spline, with competing events by
 * loess of the outcome under weights of censoring.
 */
final class SurvivalCurve implements Measure<AtHorizon> {
  @Override
  public void add(AtHorizon at, EvaluateSettings settings, Numbers numbers) {
    TimedPredictions p = at.p();
    List<Numbers.Name> names;
    Function<double[], double[]> errors;
    if (p.competing()) {
      HorizonWeights weights = new HorizonWeights(p, at.horizon());
      FlexibleCalibration curve =
          new FlexibleCalibration(
              new Predictions(p.subject(), weights.labels(), p.risk(), p.weight()));
      names =
          CalibrationCurve.names(
              Loess.METHOD + "; " + HorizonWeights.METHOD, FlexibleCalibration.NO_CURVE);
      errors = w -> curve.error(weights.of(w), w).numbers();
    } else {
      SurvivalCalibration calibration = new SurvivalCalibration(p, at.horizon());
      names =
          CalibrationCurve.names(
              SurvivalCalibration.METHOD, "too few distinct risks or events for the smoother");
      errors = w -> calibration.error(w).numbers();
    }
    if (p.size() <= CalibrationCurve.MOST_REPLICATED) {
      numbers.replicate(names, errors);
    } else {
      CalibrationCurve.withoutIntervals(names, errors.apply(p.weight()), numbers);
    }
  }
}

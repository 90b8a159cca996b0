package org.medley.models.evaluate.measure;

import org.medley.models.evaluate.EvaluateSettings;
import org.medley.models.statistics.Accuracy;
import org.medley.models.statistics.CalibrationLine;
import org.medley.models.statistics.Predictions;

/** Observed over expected, calibration in the large, and the calibration line. */
final class LinearCalibration implements Measure<Predictions> {
  @Override
  public void add(Predictions p, EvaluateSettings settings, Numbers numbers) {
    numbers.replicate(
        "observed_expected",
        "observed over expected outcomes",
        w -> Accuracy.observedOverExpected(p.label(), p.score(), w));
    numbers.put("calibration_intercept", CalibrationLine.inTheLarge(p));
    numbers.put("calibration_slope", CalibrationLine.slope(p));
    numbers.put("calibration_line_intercept", CalibrationLine.intercept(p));
  }
}

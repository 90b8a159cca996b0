package org.medley.models.evaluate.measure;

import org.medley.models.evaluate.EvaluateSettings;
import org.medley.models.statistics.CalibrationTable;
import org.medley.models.statistics.Estimate;
import org.medley.models.statistics.Predictions;

/** Predicted and observed risk in tenths of the samples. */
final class CalibrationGroups implements Measure<Predictions> {
  @Override
  public void add(Predictions p, EvaluateSettings settings, Numbers numbers) {
    for (CalibrationTable.Group group : CalibrationTable.of(p)) {
      String number = String.format("%02d", group.number());
      numbers.put(
          "calibration_predicted_" + number,
          Double.isNaN(group.predicted())
              ? group.observed()
              : Estimate.of(group.predicted(), "mean risk of the tenth of the members by risk"));
      numbers.put("calibration_observed_" + number, group.observed());
    }
  }
}

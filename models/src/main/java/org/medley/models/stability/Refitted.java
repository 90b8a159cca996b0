package org.medley.models.stability;

import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.Map;
import org.medley.models.statistics.Accuracy;
import org.medley.models.statistics.Auroc;
import org.medley.models.statistics.CalibrationLine;
import org.medley.models.statistics.LogisticFit;
import org.medley.models.statistics.Predictions;

/** What is measured of each refit, from log odds before calibration. */
final class Refitted {
  static final String AUROC = "auroc";
  static final String SLOPE = "calibration_slope";
  static final String BRIER = "brier";

  private Refitted() {}

  /** The numbers of {@code logOdds} by metric; NaN where one is not assessable. */
  static Map<String, Double> numbers(Predictions logOdds) {
    Predictions risks = risks(logOdds);
    Map<String, Double> numbers = new LinkedHashMap<>();
    numbers.put(AUROC, Auroc.value(risks.label(), risks.score(), risks.weight()));
    numbers.put(SLOPE, CalibrationLine.slope(risks).value());
    numbers.put(BRIER, Accuracy.brier(risks.label(), risks.score(), risks.weight()));
    return numbers;
  }

  /** The same samples with risks. */
  static Predictions risks(Predictions logOdds) {
    return logOdds.withScores(Arrays.stream(logOdds.score()).map(LogisticFit::expit).toArray());
  }
}

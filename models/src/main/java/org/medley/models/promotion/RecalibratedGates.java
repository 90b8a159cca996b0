package org.medley.models.promotion;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.Function;
import org.medley.models.evaluate.Metric;
import org.medley.models.external.UpdateKind;
import org.medley.models.statistics.CalibrationLine;
import org.medley.models.statistics.Estimate;
import org.medley.models.statistics.Predictions;

/**
 * The gates that ask whether a candidate would bring back what a recalibration of the champion put
 * right: its calibration on the members that the champion was recalibrated on. A candidate that was
 * trained and tested on older members may be calibrated there and not here. No Spark.
 */
public final class RecalibratedGates {
  private RecalibratedGates() {}

  /**
   * Judges the candidate of {@code contest}, whose members are those of the recalibration, by the
   * limits of {@link AbsoluteGates}: its calibration in the large, and the slope too where {@code
   * kind} changed it. The champion's own numbers, fitted to these members, stand beside.
   */
  public static List<Verdict> of(Contest contest, UpdateKind kind, PromotionSettings settings) {
    List<Verdict> verdicts = new ArrayList<>();
    if (kind == UpdateKind.INTERCEPT_SLOPE) {
      verdicts.add(
          verdict(
              "calibration slope",
              contest,
              CalibrationLine::slope,
              new double[] {settings.leastSlope(), settings.mostSlope()},
              settings));
    }
    verdicts.add(
        verdict(
            "calibration in the large",
            contest,
            CalibrationLine::inTheLarge,
            new double[] {-settings.inTheLarge(), settings.inTheLarge()},
            settings));
    return verdicts;
  }

  private static Verdict verdict(
      String what,
      Contest contest,
      Function<Predictions, Estimate> number,
      double[] limits,
      PromotionSettings settings) {
    Predictions p = contest.candidate();
    String gate = what + " where the champion was recalibrated";
    if (p.size() == 0) {
      return AbsoluteGates.within(gate, null, limits[0], limits[1], settings);
    }
    Metric own = new Metric(Metric.ALL, what, number.apply(p), p.size(), p.events());
    Verdict verdict = AbsoluteGates.within(gate, own, limits[0], limits[1], settings);
    Estimate champion = number.apply(p.withScores(contest.champion()));
    if (verdict.numbers().isEmpty() || !champion.assessable()) {
      return verdict;
    }
    Map<String, Double> numbers = new TreeMap<>(verdict.numbers());
    numbers.put("champion", champion.value());
    return new Verdict(
        gate,
        verdict.result(),
        verdict.words()
            + String.format(Locale.ROOT, "; the champion's, fitted there, %.2f", champion.value()),
        numbers);
  }
}

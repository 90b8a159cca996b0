package org.medley.models.evaluate.measure;

import java.util.List;
import org.medley.models.evaluate.EvaluateSettings;
import org.medley.models.statistics.CalibrationError;
import org.medley.models.statistics.Estimate;
import org.medley.models.statistics.FlexibleCalibration;
import org.medley.models.statistics.Loess;
import org.medley.models.statistics.Predictions;

/** ICI, E50, E90 and Emax of the flexible calibration curve. */
final class CalibrationCurve implements Measure<Predictions> {
  /** Of more samples no interval is drawn: the smoother is fitted anew for each replicate. */
  static final int MOST_REPLICATED = 20_000;

  @Override
  public void add(Predictions p, EvaluateSettings settings, Numbers numbers) {
    FlexibleCalibration curve = new FlexibleCalibration(p);
    List<Numbers.Name> names = names(Loess.METHOD, FlexibleCalibration.NO_CURVE);
    if (p.size() <= MOST_REPLICATED) {
      numbers.replicate(names, w -> curve.error(w).numbers());
      return;
    }
    withoutIntervals(names, curve.error(p.weight()).numbers(), numbers);
  }

  /** Adds {@code values} of a large set of samples. */
  static void withoutIntervals(List<Numbers.Name> names, double[] values, Numbers numbers) {
    for (int i = 0; i < values.length; i++) {
      Numbers.Name name = names.get(i);
      numbers.put(
          name.name(),
          Double.isNaN(values[i])
              ? Estimate.notAssessable(name.undefined())
              : Estimate.of(
                  values[i],
                  name.method() + "; no interval above " + MOST_REPLICATED + " samples"));
    }
  }

  /** What the numbers of a {@link CalibrationError} are called. */
  static List<Numbers.Name> names(String smoother, String undefined) {
    return List.of(
        new Numbers.Name("ici", "mean distance from the curve; " + smoother, undefined),
        new Numbers.Name("e50", "median distance from the curve; " + smoother, undefined),
        new Numbers.Name("e90", "90th percentile of the distance; " + smoother, undefined),
        new Numbers.Name("emax", "largest distance from the curve; " + smoother, undefined));
  }
}

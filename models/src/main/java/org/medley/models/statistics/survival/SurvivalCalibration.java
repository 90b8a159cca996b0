package org.medley.models.statistics.survival;

import java.util.Arrays;
import org.medley.models.statistics.CalibrationError;

/**
 * Calibration of predicted risks by Cox regression: the slope on the linear predictor (van
 * Houwelingen, Stat Med 2000;19:3401), and the flexible curve on a restricted cubic spline with
 * three knots of the complementary log-log of the risk (Austin, Harrell and van Klaveren, Stat Med
 * 2020;39:2714). The latter stops where {@code rms::cph} does, at a relative gain of the log
 * likelihood of 1e-4, so that published values are met to the digit; going on changes the ICI by
 * some 5e-5.
 */
public final class SurvivalCalibration {
  /** The smoother in words. */
  public static final String METHOD =
      "Cox regression on a restricted cubic spline (3 knots) of the cloglog of the risk";

  private static final double LEAST = 1e-12;

  /** Where {@code rms::cph} stops, with which published curves are drawn. */
  private static final double GAIN = 1e-4;

  private final TimedPredictions p;
  private final boolean[] event;
  private final double horizon;

  /** Of outcomes cut at {@code horizon}; no competing events. */
  public SurvivalCalibration(TimedPredictions p, double horizon) {
    this.p = p;
    this.horizon = horizon;
    this.event = new boolean[p.size()];
    for (int i = 0; i < event.length; i++) {
      event[i] = p.isEvent(i, horizon);
    }
  }

  /** Cox regression on the linear predictor; 1 is perfect, below 1 the risks are too extreme. */
  public CoxFit slope(double[] weight) {
    double[][] design = new double[p.size()][];
    Arrays.setAll(design, i -> new double[] {p.linear()[i]});
    return CoxFit.fit(cut(), event, design, weight);
  }

  /** Distances of the risks from the flexible curve; NaN where it cannot be fitted. */
  public CalibrationError error(double[] weight) {
    double[] observed = observed(weight, p.risk());
    return observed.length == 0
        ? CalibrationError.NONE
        : CalibrationError.of(p.risk(), observed, weight);
  }

  /**
   * The flexible curve at {@code risks}: observed risk by the horizon.
   *
   * @return empty where the curve cannot be fitted
   */
  public double[] observed(double[] weight, double[] risks) {
    double[] kept = new double[p.size()];
    int count = 0;
    for (int i = 0; i < kept.length; i++) {
      if (weight[i] > 0) {
        kept[count] = cloglog(p.risk()[i]);
        count++;
      }
    }
    if (count == 0) {
      return new double[0];
    }
    RestrictedCubicSpline spline = RestrictedCubicSpline.ofQuantiles(Arrays.copyOf(kept, count));
    if (spline == null) {
      return new double[0];
    }
    double[][] design = new double[p.size()][];
    Arrays.setAll(design, i -> spline.row(cloglog(p.risk()[i])));
    CoxFit fit = CoxFit.fit(cut(), event, design, weight, 0, GAIN);
    return fit.converged()
        ? Arrays.stream(risks).map(r -> fit.risk(horizon, spline.row(cloglog(r)))).toArray()
        : new double[0];
  }

  /** The complementary log-log of {@code risk}, which is first cut to [1e-12, 1 - 1e-12]. */
  public static double cloglog(double risk) {
    double inside = Math.min(Math.max(risk, LEAST), 1 - LEAST);
    return Math.log(-Math.log1p(-inside));
  }

  private double[] cut() {
    return Arrays.stream(p.time()).map(t -> Math.min(t, horizon)).toArray();
  }
}

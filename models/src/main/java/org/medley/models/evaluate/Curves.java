package org.medley.models.evaluate;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.stream.IntStream;
import org.medley.models.evaluate.measure.AtHorizon;
import org.medley.models.statistics.Confusion;
import org.medley.models.statistics.FlexibleCalibration;
import org.medley.models.statistics.Loess;
import org.medley.models.statistics.Predictions;
import org.medley.models.statistics.Quantiles;
import org.medley.models.statistics.survival.HorizonWeights;
import org.medley.models.statistics.survival.Incidence;
import org.medley.models.statistics.survival.SurvivalCalibration;
import org.medley.models.statistics.survival.TimedPredictions;

/** The curves of an evaluation, each with its estimator; a curve that has no points is left out. */
public final class Curves {
  private static final int POINTS = 101;
  private static final List<String> CALIBRATION = List.of("predicted", "observed");
  private static final List<String> DECISION = List.of("threshold", "model", "all", "none");

  private Curves() {}

  /** The receiver operating characteristic at no more than 101 quantiles of the scores. */
  public static Curve roc(Predictions p) {
    List<double[]> points = new ArrayList<>();
    double[] sorted = Arrays.stream(p.score()).sorted().toArray();
    if (p.events() > 0 && p.events() < p.size()) {
      points.add(new double[] {Double.NaN, 0, 0});
      IntStream.range(0, POINTS)
          .mapToDouble(i -> Quantiles.of(sorted, 1 - i / (POINTS - 1.0)))
          .distinct()
          .forEach(
              t -> {
                Confusion at = Confusion.at(p.label(), p.score(), p.weight(), t);
                points.add(new double[] {t, 1 - at.specificity(), at.sensitivity()});
              });
    }
    return new Curve(
        "roc",
        "weighted shares flagged with a score of at least the threshold",
        List.of("threshold", "false_positive_rate", "sensitivity"),
        points);
  }

  /** Observed risk over the range of the predicted ones. */
  public static Curve calibration(Predictions p) {
    double[][] curve = new FlexibleCalibration(p).curve(p.weight(), POINTS);
    return new Curve("calibration", Loess.METHOD, CALIBRATION, List.of(curve));
  }

  /** Net benefit at thresholds from 0.01 to 0.99. */
  public static Curve decision(Predictions p) {
    List<double[]> points = new ArrayList<>();
    for (double t : thresholds()) {
      Confusion at = Confusion.at(p.label(), p.score(), p.weight(), t);
      points.add(new double[] {t, at.netBenefit(t), at.netBenefitOfAll(t), 0});
    }
    return new Curve("decision", "net benefit, TP/n - FP/n t/(1-t)", DECISION, points);
  }

  /** Observed risk by the horizon over the range of the predicted ones. */
  public static Curve calibration(AtHorizon at) {
    TimedPredictions p = at.p();
    double[] sorted = Arrays.stream(p.risk()).sorted().toArray();
    if (p.competing()) {
      HorizonWeights weights = new HorizonWeights(p, at.horizon());
      Predictions known =
          new Predictions(p.subject(), weights.labels(), p.risk(), weights.of(p.weight()));
      double[][] curve = new FlexibleCalibration(known).curve(known.weight(), POINTS);
      return new Curve(
          "calibration", Loess.METHOD + "; " + HorizonWeights.METHOD, CALIBRATION, List.of(curve));
    }
    double step = (sorted[sorted.length - 1] - sorted[0]) / (POINTS - 1);
    double[] risks = IntStream.range(0, POINTS).mapToDouble(i -> sorted[0] + i * step).toArray();
    double[] observed = new SurvivalCalibration(p, at.horizon()).observed(p.weight(), risks);
    List<double[]> points = new ArrayList<>();
    for (int i = 0; i < observed.length; i++) {
      points.add(new double[] {risks[i], observed[i]});
    }
    return new Curve("calibration", SurvivalCalibration.METHOD, CALIBRATION, points);
  }

  /** Net benefit by the horizon at thresholds from 0.01 to 0.99. */
  public static Curve decision(AtHorizon at) {
    TimedPredictions p = at.p();
    double total = Arrays.stream(p.weight()).sum();
    double observed = Incidence.by(at.horizon(), p.time(), p.cause(), p.weight());
    List<double[]> points = new ArrayList<>();
    for (double t : thresholds()) {
      double[] flagged = new double[p.size()];
      Arrays.setAll(flagged, i -> p.risk()[i] >= t ? p.weight()[i] : 0);
      double share = Arrays.stream(flagged).sum() / total;
      double odds = t / (1 - t);
      double risk = share > 0 ? Incidence.by(at.horizon(), p.time(), p.cause(), flagged) : 0;
      double model = share * (risk - (1 - risk) * odds);
      points.add(new double[] {t, model, observed - (1 - observed) * odds, 0});
    }
    return new Curve(
        "decision", "net benefit, risk of the flagged by the horizon", DECISION, points);
  }

  private static double[] thresholds() {
    return IntStream.range(1, POINTS - 1).mapToDouble(i -> i / (POINTS - 1.0)).toArray();
  }
}

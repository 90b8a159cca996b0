package org.medley.models.external;

import java.util.Arrays;
import org.medley.models.calibrate.Calibration;
import org.medley.models.statistics.CalibrationLine;
import org.medley.models.statistics.Estimate;
import org.medley.models.statistics.LogisticFit;
import org.medley.models.statistics.Predictions;

/**
 * A model's log odds put right for other data by one or two numbers, fitted by maximum likelihood
 * (Cox, Biometrika 1958;45:562): {@code logit(p') = intercept + slope logit(p)}.
 *
 * @param kind in the large, where the slope is 1, or intercept and slope
 * @param intercept with its interval
 * @param slope with its interval; of an update in the large 1 without interval
 */
public record Recalibration(UpdateKind kind, Estimate intercept, Estimate slope) {
  /** Folds of subjects for {@link #crossFitted}. */
  public static final int FOLDS = 10;

  private static final Estimate FIXED = Estimate.of(1, "fixed at 1");

  /**
   * Fits {@code kind} to {@code p}, whose scores are risks.
   *
   * @throws NotValidated if the fit has no maximum, as where all members have one outcome or one
   *     risk
   */
  public static Recalibration fit(UpdateKind kind, Predictions p) {
    Recalibration fitted =
        switch (kind) {
          case IN_THE_LARGE -> new Recalibration(kind, CalibrationLine.inTheLarge(p), FIXED);
          case INTERCEPT_SLOPE ->
              new Recalibration(kind, CalibrationLine.intercept(p), CalibrationLine.slope(p));
          default -> throw new IllegalArgumentException(kind + " is no recalibration");
        };
    if (!fitted.intercept.assessable() || !fitted.slope.assessable()) {
      throw new NotValidated(
          "The model cannot be "
              + kind.words()
              + ": the fit does not converge on these members, as where all have one outcome or one"
              + " risk.");
    }
    return fitted;
  }

  /** The update of a model's calibration. */
  public Calibration.Update update() {
    return new Calibration.Update(intercept.value(), slope.value());
  }

  /** The recalibrated risks of the same samples, in their order. */
  public double[] risks(double[] risks) {
    return Arrays.stream(risks).map(update()::of).toArray();
  }

  /** Whether people keep their order of risk. */
  public boolean keepsOrder() {
    return slope.value() > 0;
  }

  /**
   * Recalibrated risks, each by a recalibration that was fitted without the subject's fold.
   *
   * @throws NotValidated if a fit without one fold has no maximum
   */
  public static double[] crossFitted(UpdateKind kind, Predictions p, long seed) {
    int[] fold = SubjectFolds.of(p.subject(), FOLDS, seed);
    double[] risks = p.score().clone();
    for (int held = 0; held < FOLDS; held++) {
      boolean[] others = new boolean[fold.length];
      for (int i = 0; i < fold.length; i++) {
        others[i] = fold[i] != held;
      }
      Calibration.Update update = fit(kind, p.where(others)).update();
      for (int i = 0; i < fold.length; i++) {
        risks[i] = others[i] ? risks[i] : update.of(p.score()[i]);
      }
    }
    return risks;
  }

  /**
   * Calibrated risks of log odds that were themselves predicted out of fold, each by a calibration
   * of {@code kind} that was fitted without the subject's fold.
   */
  static double[] crossCalibrated(Calibration.Kind kind, Predictions logOdds, long seed) {
    int[] fold = SubjectFolds.of(logOdds.subject(), FOLDS, seed);
    double[] risks = Arrays.stream(logOdds.score()).map(LogisticFit::expit).toArray();
    for (int held = 0; held < FOLDS; held++) {
      boolean[] others = new boolean[fold.length];
      for (int i = 0; i < fold.length; i++) {
        others[i] = fold[i] != held;
      }
      Calibration calibration = Calibration.fit(kind, logOdds.where(others));
      for (int i = 0; i < fold.length; i++) {
        risks[i] = others[i] ? risks[i] : calibration.risk(logOdds.score()[i]);
      }
    }
    return risks;
  }
}

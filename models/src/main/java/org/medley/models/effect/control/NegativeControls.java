package org.medley.models.effect.control;

import java.util.List;
import org.medley.models.effect.check.Check;
import org.medley.models.statistics.Estimate;

/**
 * What negative controls say of one contrast.
 *
 * @param controls effect on each control
 * @param error the distribution fitted to them
 * @param effect that of the study, as logarithm of a ratio
 * @param calibrated the same less the systematic error
 */
public record NegativeControls(
    List<LogRatio> controls, SystematicError error, LogRatio effect, Estimate calibrated) {
  private static final double LIMIT = 0.25;

  /** Of the effects on the controls and of that of the study. */
  public static NegativeControls of(List<LogRatio> controls, LogRatio effect) {
    SystematicError error = SystematicError.of(controls);
    return new NegativeControls(controls, error, effect, error.calibrated(effect));
  }

  /** EASE of at most 0.25, as CohortMethod wants; the worst of the contrasts decides. */
  public static Check check(List<NegativeControls> contrasts) {
    double worst = 0;
    for (NegativeControls each : contrasts) {
      double error = each.error().expectedAbsolute();
      worst = error <= worst ? worst : error;
    }
    Check.State state =
        Double.isNaN(worst)
            ? Check.State.NOT_ASSESSABLE
            : worst <= LIMIT ? Check.State.PASS : Check.State.FAIL;
    return new Check(
        "systematic_error",
        state,
        worst,
        LIMIT,
        "expected absolute systematic error (EASE, Schuemie 2018) of the logarithm of the ratio,"
            + " from negative controls");
  }
}

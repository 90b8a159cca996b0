package org.medley.models.external;

import org.medley.models.calibrate.Calibration;
import org.medley.models.evaluate.Collected;
import org.medley.models.family.PenalisedLogistic;
import org.medley.models.fitted.FittedModel;
import org.medley.models.matrix.DesignMatrix;
import org.medley.models.statistics.Predictions;

/** Which update of a fitted model some members ask for. */
public final class UpdateTest {
  /** Fewer non-outcomes or outcomes per parameter than this leave a refit untested. */
  private static final int EVENTS_PER_PARAMETER = 10;

  private UpdateTest() {}

  /**
   * The test of {@code model} on the members of {@code members}, whose risks are {@code collected}.
   * A refit is among the candidates where the log odds are linear and the members are enough.
   * Triggers at most two actions.
   */
  public static ClosedTest of(FittedModel model, Collected collected, DesignMatrix members) {
    Predictions p = collected.predictions();
    boolean linear =
        model.family().equals(new PenalisedLogistic().name())
            && model.calibration().kind() != Calibration.Kind.ISOTONIC;
    if (!linear) {
      return ClosedTest.withoutRefit(
          p, "a refit was not tested: the log odds are not linear in the covariates");
    }
    FreeCovariates free = FreeCovariates.of(model, collected, members);
    long fewest = Math.min(p.events(), p.size() - p.events());
    if (free.size() < 2 || fewest < (long) EVENTS_PER_PARAMETER * (free.size() + 1)) {
      return ClosedTest.withoutRefit(
          p,
          "a refit was not tested: "
              + (free.size() < 2
                  ? "fewer than two covariates of the model vary there"
                  : "fewer than "
                      + EVENTS_PER_PARAMETER
                      + " outcomes or non-outcomes for each of "
                      + (free.size() + 1)
                      + " parameters"));
    }
    return free.collected()
        .map(x -> ClosedTest.withRefit(p, x))
        .orElseGet(
            () ->
                ClosedTest.withoutRefit(
                    p, "a refit was not tested: too many members for its exact test"));
  }
}

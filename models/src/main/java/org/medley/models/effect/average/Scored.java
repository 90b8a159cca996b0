package org.medley.models.effect.average;

import java.io.Serializable;
import java.util.Arrays;
import java.util.List;
import org.medley.models.effect.learner.Effects;
import org.medley.models.effect.nuisance.Nuisances;
import org.medley.models.effect.unit.Contrast;
import org.medley.models.effect.unit.Unit;

/**
 * A row with what models say about it that did not see its fold.
 *
 * @param unit the row
 * @param raw probability of each arm
 * @param propensity the same, none below the clip
 * @param outcome expected outcome in each arm
 * @param effect individual effect for each contrast
 */
@SuppressWarnings("ArrayRecordComponent") // columns of numbers, compared by no one
public record Scored(
    Unit unit, double[] raw, double[] propensity, double[] outcome, double[] effect)
    implements Serializable {

  /** What the models say of {@code unit}. */
  public static Scored of(Unit unit, Nuisances nuisances, Effects effects) {
    return new Scored(
        unit,
        nuisances.raw(unit.ownFold(), unit.x()),
        nuisances.propensities(unit.ownFold(), unit.x()),
        nuisances.outcomes(unit),
        effects.of(unit));
  }

  /** The same for an outcome from 0 to 1: neither it nor an effect leads out of these. */
  public Scored bounded(List<Contrast> contrasts) {
    double[] mean = outcome.clone();
    Arrays.setAll(mean, arm -> Math.max(0, Math.min(1, mean[arm])));
    double[] within = effect.clone();
    for (int c = 0; c < within.length; c++) {
      double reference = mean[contrasts.get(c).reference()];
      within[c] = Math.max(-reference, Math.min(1 - reference, within[c]));
    }
    return new Scored(unit, raw, propensity, mean, within);
  }

  /**
   * The doubly robust score of an arm, whose mean is the mean outcome had all been in it: expected
   * outcome plus the weighted residual of those in it (Robins, Rotnitzky and Zhao, JASA
   * 1994;89:846).
   */
  public double score(int arm) {
    double residual =
        unit.arm() == arm ? unit.weight() * (unit.outcome() - outcome[arm]) / propensity[arm] : 0;
    return outcome[arm] + residual;
  }

  /** The difference of the scores of two arms. */
  public double score(Contrast contrast) {
    return score(contrast.arm()) - score(contrast.reference());
  }

  /** Whether either arm is less likely than {@code bound}. */
  public boolean unlikely(Contrast contrast, double bound) {
    return raw[contrast.arm()] < bound || raw[contrast.reference()] < bound;
  }
}

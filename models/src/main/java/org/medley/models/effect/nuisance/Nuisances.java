package org.medley.models.effect.nuisance;

import java.io.Serializable;
import java.util.Map;
import org.medley.models.effect.fit.ClassModel;
import org.medley.models.effect.fit.Predictor;
import org.medley.models.effect.unit.Unit;

/** Propensities and outcome models, each by the set of folds that it leaves out. */
public final class Nuisances implements Serializable {
  private static final long serialVersionUID = 1L;

  private final Map<Integer, ClassModel> propensities;
  private final Map<Integer, Predictor[]> outcomes;
  private final double clip;

  /**
   * Of fitted models.
   *
   * @param propensities by the folds left out
   * @param outcomes by the folds left out, one for each arm
   * @param clip no propensity counts as smaller than this
   */
  Nuisances(
      Map<Integer, ClassModel> propensities, Map<Integer, Predictor[]> outcomes, double clip) {
    this.propensities = propensities;
    this.outcomes = outcomes;
    this.clip = clip;
  }

  /** Expected outcome in {@code arm} at {@code x} by the model without {@code folds}. */
  public double outcome(int folds, int arm, double[] x) {
    return outcomes.get(folds)[arm].at(x);
  }

  /** Expected outcomes in all arms, by the models that leave out the unit's own fold. */
  public double[] outcomes(Unit unit) {
    Predictor[] models = outcomes.get(unit.ownFold());
    double[] x = unit.x();
    double[] values = new double[models.length];
    java.util.Arrays.setAll(values, arm -> models[arm].at(x));
    return values;
  }

  /** Probabilities of the arms at {@code x} by the model without {@code folds}, as fitted. */
  public double[] raw(int folds, double[] x) {
    return propensities.get(folds).at(x);
  }

  /** As {@link #raw}, none below the clip; they may then add up to more than 1. */
  public double[] propensities(int folds, double[] x) {
    double[] p = raw(folds, x);
    for (int arm = 0; arm < p.length; arm++) {
      p[arm] = Math.max(clip, p[arm]);
    }
    return p;
  }

  /** The probability of {@code arm} among those in it or in {@code reference}. */
  public double share(int folds, int arm, int reference, double[] x) {
    double[] p = propensities(folds, x);
    return p[arm] / (p[arm] + p[reference]);
  }
}

package org.medley.models.effect.unit;

import java.io.Serializable;

/**
 * One row as the estimators see it.
 *
 * @param row number of the row in the data, unique
 * @param subject whom the row belongs to
 * @param arm number of the arm received, from 0; -1: not known
 * @param fold of the subject, from 0; -1: the row is not used to fit, as arm or outcome is unknown
 * @param outcome the outcome; 0 where {@code weight} is 0
 * @param weight the inverse probability of being observed; 0: the outcome is censored, and only arm
 *     and covariates are used
 * @param covariates as {@link Scale} standardises them
 * @param sampling how many people of the population the row stands for, outcome or not
 */
public record Unit(
    long row,
    long subject,
    int arm,
    int fold,
    double outcome,
    double weight,
    Covariates covariates,
    double sampling)
    implements Serializable {

  /** A row that stands for itself, of covariates in an array. */
  public Unit(
      long row, long subject, int arm, int fold, double outcome, double weight, double[] x) {
    this(row, subject, arm, fold, outcome, weight, Covariates.of(x), 1);
  }

  /** Of covariates in an array. */
  public Unit(
      long row,
      long subject,
      int arm,
      int fold,
      double outcome,
      double weight,
      double[] x,
      double sampling) {
    this(row, subject, arm, fold, outcome, weight, Covariates.of(x), sampling);
  }

  /** The covariates in an array, not to be changed; of many covariates it is made at each call. */
  public double[] x() {
    return covariates.toArray();
  }

  /** Its weight in a regression of the outcome. */
  public double regressionWeight() {
    return weight * sampling;
  }

  /** The same row, had it been in {@code other}. */
  public Unit inArm(int other) {
    return new Unit(row, subject, other, fold, outcome, weight, covariates, sampling);
  }

  /** Whether arm and outcome are known, so that the row may be used to fit. */
  public boolean used() {
    return fold >= 0;
  }

  /** Whether the row may be used to fit what leaves out {@code folds}, a set of bits. */
  public boolean outside(int folds) {
    return fold >= 0 && (folds >> fold & 1) == 0;
  }

  /** The set of the row's own fold; the empty set where the row is not used to fit. */
  public int ownFold() {
    return fold < 0 ? 0 : 1 << fold;
  }
}

package org.medley.models.effect.learner;

/** A way to learn individual effects. */
public interface EffectLearner {
  /** Name in settings, before the name of its base learner. */
  String name();

  /** What it does, in words, with the paper. */
  String method();

  /**
   * Whether it needs nuisances without each pair of folds, and not only without each fold.
   *
   * @param covariates how many there are
   */
  boolean pairs(int covariates);

  /**
   * The effects by models of all folds and without each fold; nothing of a fold left out takes part
   * in the latter. Triggers actions.
   */
  Effects fit(LearnerInput input);
}

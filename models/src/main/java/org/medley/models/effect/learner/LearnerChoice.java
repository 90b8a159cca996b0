package org.medley.models.effect.learner;

import java.io.Serializable;
import java.util.List;
import org.medley.models.effect.unit.Contrast;

/**
 * How learners were weighed for one contrast, by the R-loss of rows that they did not see (Nie and
 * Wager, Biometrika 2021;108:299): the mean squared difference between the residual of the outcome
 * and the effect times the residual of the treatment.
 *
 * @param contrast the arms
 * @param candidates that were weighed; the last is the constant effect
 * @param loss of the combination, each fold under the weights that the other folds gave
 */
public record LearnerChoice(Contrast contrast, List<Candidate> candidates, double loss)
    implements Serializable {
  /** Copies the list. */
  public LearnerChoice {
    candidates = List.copyOf(candidates);
  }

  /**
   * A candidate.
   *
   * @param name of the learner, or constant
   * @param loss held-out R-loss
   * @param weight in the combination that serves rows of no fold; all add up to 1
   */
  public record Candidate(String name, double loss, double weight) implements Serializable {}
}

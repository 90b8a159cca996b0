package org.medley.models.effect;

import java.util.ArrayList;
import java.util.List;
import org.medley.models.effect.average.Estimand;
import org.medley.models.effect.learner.EffectLearners;
import org.medley.models.effect.policy.Audit;

/**
 * How effects are estimated.
 *
 * @param arms names of the arms, by their numbers
 * @param reference number of the arm that the others are compared with
 * @param covariates names of the covariates, in the order of the vector
 * @param outcome kind of the outcome
 * @param estimand whom the average effect is about
 * @param learner name of the learner of individual effects
 * @param higherIsBetter whether more of the outcome is a benefit
 * @param folds for cross-fitting
 * @param clip no propensity counts as smaller than this
 * @param bound an arm less likely than this is not recommended for or against: abstention
 * @param replicates of the bootstrap and of the permutation test
 * @param seed of folds, trees, bootstrap and permutations
 * @param audit whose treatment by the policy is looked at
 */
public record EffectSettings(
    List<String> arms,
    int reference,
    List<String> covariates,
    OutcomeKind outcome,
    Estimand estimand,
    String learner,
    boolean higherIsBetter,
    int folds,
    double clip,
    double bound,
    int replicates,
    long seed,
    Audit audit) {
  /** Standard number of folds. */
  public static final int FOLDS = 5;

  /** Standard clip of propensities. */
  public static final double CLIP = 0.01;

  /** Standard bound for abstention. */
  public static final double BOUND = 0.05;

  /** Standard number of replicates. */
  public static final int REPLICATES = 200;

  /** Most folds, as sets of folds are kept as bits. */
  private static final int MOST_FOLDS = 20;

  /** Kind of an outcome. */
  public enum OutcomeKind {
    /** A number. */
    CONTINUOUS,
    /** 1 or 0. */
    BINARY,
    /** A number from 0 to 1, which no prediction leaves. */
    SHARE
  }

  /** Checks that the settings make sense together, and tells all problems at once. */
  public EffectSettings {
    arms = List.copyOf(arms);
    covariates = List.copyOf(covariates);
    List<String> problems = new ArrayList<>();
    if (arms.size() < 2) {
      problems.add("There must be two arms at least.");
    }
    if (reference < 0 || reference >= arms.size()) {
      problems.add("The reference must be one of the arms.");
    }
    if (!EffectLearners.names().contains(learner)) {
      problems.add(
          "There is no learner '%s'; there are %s."
              .formatted(learner, String.join(", ", EffectLearners.names())));
    }
    if (folds < 2 || folds > MOST_FOLDS) {
      problems.add("Folds are 2 to " + MOST_FOLDS + ".");
    }
    if (!(clip > 0 && clip < 0.5) || !(bound >= 0 && bound < 0.5)) {
      problems.add("Clip and bound lie between 0 and 0.5.");
    }
    if (replicates < 2) {
      problems.add("There must be two replicates at least.");
    }
    if (!covariates.containsAll(audit.sensitive())
        || (!covariates.isEmpty() && audit.sensitive().containsAll(covariates))) {
      problems.add("Sensitive covariates are some of the covariates, and not all.");
    }
    if (!problems.isEmpty()) {
      throw new IllegalArgumentException(String.join(" ", problems));
    }
  }

  /** As above, where no group of people is looked at. */
  public EffectSettings(
      List<String> arms,
      int reference,
      List<String> covariates,
      OutcomeKind outcome,
      Estimand estimand,
      String learner,
      boolean higherIsBetter,
      int folds,
      double clip,
      double bound,
      int replicates,
      long seed) {
    this(
        arms,
        reference,
        covariates,
        outcome,
        estimand,
        learner,
        higherIsBetter,
        folds,
        clip,
        bound,
        replicates,
        seed,
        Audit.NONE);
  }

  /** The same with another learner. */
  public EffectSettings with(String other) {
    return changed(covariates, outcome, other, audit);
  }

  /** The same for an outcome of another kind. */
  public EffectSettings with(OutcomeKind kind) {
    return changed(covariates, kind, learner, audit);
  }

  /** The same, looking at these groups of people. */
  public EffectSettings with(Audit other) {
    return changed(covariates, outcome, learner, other);
  }

  /** The same for other covariates, where no group of people is looked at. */
  EffectSettings of(List<String> others) {
    return changed(others, outcome, learner, Audit.NONE);
  }

  private EffectSettings changed(
      List<String> ofCovariates, OutcomeKind kind, String byLearner, Audit other) {
    return new EffectSettings(
        arms,
        reference,
        ofCovariates,
        kind,
        estimand,
        byLearner,
        higherIsBetter,
        folds,
        clip,
        bound,
        replicates,
        seed,
        other);
  }
}

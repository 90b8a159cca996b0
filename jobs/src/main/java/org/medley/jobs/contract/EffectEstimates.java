package org.medley.jobs.contract;

import org.apache.spark.sql.types.DataTypes;
import org.medley.features.contract.TableContract;

/** What was estimated of the effects of options, whether or not it may be shown. */
public final class EffectEstimates {
  public static final String DECISION = "decision";
  public static final String OUTCOME = "outcome";
  public static final String QUANTITY = "quantity";
  public static final String OPTION = "option";
  public static final String GROUP = "group";
  public static final String VALUE = "value";
  public static final String LOW = "low";
  public static final String HIGH = "high";
  public static final String N = "n";
  public static final String METHOD = "method";

  /** Quantity: mean risk had everybody of the estimand's population started the option. */
  public static final String MEAN = "mean";

  /** Quantity: mean risk of those who started the option. */
  public static final String OBSERVED = "observed";

  /** Quantity: difference of the risk against the reference. */
  public static final String DIFFERENCE = "difference";

  /** Quantity: members of an arm who were lost before the horizon. */
  public static final String LOST = "lost";

  /** Quantity: whether effects differ between people as predicted, 1 or 0. */
  public static final String SUPPORTED = "heterogeneity_supported";

  /** Quantity: mean outcome under a policy, which is the group. */
  public static final String POLICY = "policy_value";

  /** Quantity: mean effect in a fifth by predicted effect, which is the group. */
  public static final String FIFTH = "effect_in_fifth";

  /** Quantity: standardised difference of a covariate, which is the group, before weighting. */
  public static final String BEFORE = "smd_before";

  /** Quantity: the same after weighting. */
  public static final String AFTER = "smd_after";

  /** Quantity: share of an option's people with a preference score in the range of the group. */
  public static final String OVERLAP = "preference_share";

  /** Quantity: the same of the people of the reference. */
  public static final String OVERLAP_REFERENCE = "preference_share_reference";

  /** Quantity: preference score beyond which the option, or the reference, is too unlikely. */
  public static final String OVERLAP_BOUND = "preference_bound";

  /** Group of {@link #OVERLAP_BOUND}: below it the option is too unlikely. */
  public static final String LOWEST = "lowest";

  /** Group of {@link #OVERLAP_BOUND}: above it the reference is too unlikely. */
  public static final String HIGHEST = "highest";

  /** Quantity: share of the people of both with a preference score of 0.3 to 0.7. */
  public static final String EQUIPOISE = "equipoise_share";

  /**
   * Quantity: mean days without the outcome up to the horizon, had everybody started the option.
   */
  public static final String RESTRICTED_MEAN = "restricted_mean_days";

  /** Quantity: difference of these days against the reference. */
  public static final String RESTRICTED_DIFFERENCE = "restricted_mean_days_difference";

  /** Quantity: share of a subgroup, which is the group, to whom the option has most to give. */
  public static final String RECOMMENDED = "recommended_share";

  /** Quantity: share of a subgroup for whom nothing is said. */
  public static final String ABSTAINED = "abstained_share";

  /** Quantity: mean benefit of the policy over the reference in a subgroup. */
  public static final String BENEFIT = "policy_benefit";

  /** Quantity: share of a subgroup to whom another option is recommended without the sensitive. */
  public static final String CHANGED = "changed_share";

  /** Quantity: the policy with and without the covariates of the group. */
  public static final String SENSITIVE = "policy_without_sensitive";

  /** Quantity: how much hidden confounding it takes to explain the effect away. */
  public static final String LAMBDA = "marginal_sensitivity";

  /** The contract. */
  public static final TableContract TABLE =
      TableContract.table(
              "model.effects", "one row per decision, outcome, quantity, option and group")
          .required(DECISION, DataTypes.StringType, "the decision")
          .required(OUTCOME, DataTypes.StringType, "the outcome")
          .required(QUANTITY, DataTypes.StringType, "what was estimated")
          .required(OPTION, DataTypes.StringType, "the option; empty: not of one")
          .required(GROUP, DataTypes.StringType, "covariate, policy, fifth or arm; empty: all")
          .optional(VALUE, DataTypes.DoubleType, "null: not assessable")
          .optional(
              LOW, DataTypes.DoubleType, "low end of the 95 percent interval; null: no interval")
          .optional(
              HIGH, DataTypes.DoubleType, "high end of the 95 percent interval; null: no interval")
          .optional(N, DataTypes.LongType, "members; null: not counted")
          .required(METHOD, DataTypes.StringType, "estimator and interval in words")
          .key(DECISION, OUTCOME, QUANTITY, OPTION, GROUP)
          .slicedBy(DECISION)
          .counts(N)
          .build();

  private EffectEstimates() {}
}

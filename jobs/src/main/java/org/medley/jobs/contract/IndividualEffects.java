package org.medley.jobs.contract;

import org.apache.spark.sql.types.DataTypes;
import org.medley.features.contract.TableContract;

/** Expected outcomes of people under each option, whether or not they may be shown. */
public final class IndividualEffects {
  public static final String DECISION = "decision";
  public static final String PURPOSE = "purpose";
  public static final String SUBJECT_ID = "subject_id";
  public static final String INDEX_TIME = "index_time";
  public static final String OUTCOME = "outcome";
  public static final String OPTION = "option";
  public static final String REFERENCE_RISK = "reference_risk";
  public static final String EFFECT = "effect";
  public static final String EFFECT_LOW = "effect_low";
  public static final String EFFECT_HIGH = "effect_high";
  public static final String INTERVAL_EFFECT = "interval_effect";
  public static final String INTERVAL_OF = "interval_of";
  public static final String SUPPORTED = "supported";
  public static final String PROPENSITY = "propensity";
  public static final String REFERENCE_PROPENSITY = "reference_propensity";
  public static final String ABSTAIN = "abstain";
  public static final String UNLIKE = "unlike";

  /** The contract. */
  public static final TableContract TABLE =
      TableContract.table(
              "model.individual_effects",
              "one row per decision, member, outcome and option other than the reference")
          .required(DECISION, DataTypes.StringType, "the decision")
          .required(PURPOSE, DataTypes.StringType, "train or score")
          .required(SUBJECT_ID, DataTypes.LongType, "the subject")
          .required(INDEX_TIME, DataTypes.TimestampType, "time zero, or the as-of date")
          .required(OUTCOME, DataTypes.StringType, "the outcome")
          .required(OPTION, DataTypes.StringType, "the option")
          .required(
              REFERENCE_RISK, DataTypes.DoubleType, "predicted risk under the reference, 0 to 1")
          .required(
              EFFECT,
              DataTypes.DoubleType,
              "predicted difference of the risk by models that did not see the member's fold")
          .optional(EFFECT_LOW, DataTypes.DoubleType, "low end of the interval; null: not known")
          .optional(EFFECT_HIGH, DataTypes.DoubleType, "high end of the interval; null: not known")
          .optional(
              INTERVAL_EFFECT,
              DataTypes.DoubleType,
              "mean effect in those that interval_of names; null: not known")
          .required(INTERVAL_OF, DataTypes.StringType, "whose mean effect the interval is of")
          .required(
              SUPPORTED, DataTypes.BooleanType, "whether effects were shown to differ as predicted")
          .required(PROPENSITY, DataTypes.DoubleType, "probability of the option")
          .required(REFERENCE_PROPENSITY, DataTypes.DoubleType, "probability of the reference")
          .required(ABSTAIN, DataTypes.BooleanType, "whether either is too small to say anything")
          .required(
              UNLIKE,
              DataTypes.BooleanType,
              "whether the covariates lie further out than those of anybody in the study")
          .key(DECISION, PURPOSE, SUBJECT_ID, INDEX_TIME, OUTCOME, OPTION)
          .slicedBy(DECISION)
          .identifying(SUBJECT_ID)
          .build();

  private IndividualEffects() {}
}

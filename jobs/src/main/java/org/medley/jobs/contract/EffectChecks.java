package org.medley.jobs.contract;

import org.apache.spark.sql.types.DataTypes;
import org.medley.features.contract.TableContract;

/** What the checks of a decision's design found, and which of them blind its estimates. */
public final class EffectChecks {
  public static final String DECISION = "decision";
  public static final String OUTCOME = "outcome";
  public static final String CHECK = "check";
  public static final String STATE = "state";
  public static final String VALUE = "value";
  public static final String LIMIT = "limit";
  public static final String DETAIL = "detail";
  public static final String VETOES = "vetoes";
  public static final String ACCEPTED = "accepted";

  /** The check that says whether anything could be estimated. */
  public static final String ESTIMABLE = "estimable";

  /** The contract. */
  public static final TableContract TABLE =
      TableContract.table("model.effect_checks", "one row per decision, outcome and check")
          .required(DECISION, DataTypes.StringType, "the decision")
          .required(OUTCOME, DataTypes.StringType, "the outcome")
          .required(CHECK, DataTypes.StringType, "the check")
          .required(STATE, DataTypes.StringType, "pass, fail or not_assessable")
          .optional(VALUE, DataTypes.DoubleType, "what was measured; null: nothing could be")
          .optional(LIMIT, DataTypes.DoubleType, "what it was held against; null: no limit")
          .required(DETAIL, DataTypes.StringType, "in words")
          .required(
              VETOES, DataTypes.BooleanType, "whether it blinds: nothing of the outcome is shown")
          .optional(ACCEPTED, DataTypes.StringType, "why a failure does not blind; null: it does")
          .key(DECISION, OUTCOME, CHECK)
          .slicedBy(DECISION)
          .build();

  private EffectChecks() {}
}

package org.medley.features.contract;

import org.apache.spark.sql.types.DataTypes;

/** What the leak audit of a matrix found. */
public final class LeakAudit {
  public static final String TASK = "task";
  public static final String REFERENCE_ID = "reference_id";
  public static final String COVARIATE = "covariate";
  public static final String FAMILY = "family";
  public static final String CODE = "code";
  public static final String UNIT = "unit";
  public static final String DESCRIPTION = "description";
  public static final String CHECK = "check";
  public static final String VERDICT = "verdict";
  public static final String VALUE = "value";
  public static final String LOW = "low";
  public static final String N = "n";
  public static final String EVENTS = "events";
  public static final String BASIS = "basis";

  /** In {@link #VERDICT}: nothing speaks against the covariate. */
  public static final String PASSED = "passed";

  /** In {@link #VERDICT}: worth a look, and no reason to refuse. */
  public static final String WARNING = "warning";

  /** In {@link #VERDICT}: the covariate must not be used. */
  public static final String LEAK = "leak";

  /** In {@link #VERDICT}: would be a leak, and the task says why it is none. */
  public static final String ALLOWED = "allowed";

  /** In {@link #VERDICT}: there is too little to judge by. */
  public static final String NOT_ASSESSABLE = "not assessable";

  /** The contract. */
  public static final TableContract TABLE =
      TableContract.table("feature.leak_audit", "one row per task, covariate, unit and check")
          .required(TASK, DataTypes.StringType, "the task")
          .required(REFERENCE_ID, DataTypes.StringType, "reference of the audited matrix")
          .required(COVARIATE, DataTypes.StringType, "name: domain, code, aggregate, window last")
          .required(FAMILY, DataTypes.StringType, "covariate family")
          .optional(CODE, DataTypes.StringType, "SYSTEM//CODE; null: not of one code")
          .optional(UNIT, DataTypes.StringType, "UCUM unit or null")
          .required(DESCRIPTION, DataTypes.StringType, "the covariate in words")
          .required(CHECK, DataTypes.StringType, "what was looked at")
          .required(
              VERDICT, DataTypes.StringType, "passed, warning, leak, allowed or not assessable")
          .optional(
              VALUE,
              DataTypes.DoubleType,
              "an AUROC (discrimination, missingness), the share with the outcome (presence,"
                  + " absence), or the share of values or events that the check counts; null: none")
          .optional(
              LOW,
              DataTypes.DoubleType,
              "lower confidence bound, for all covariates together, of the AUROC or share in the"
                  + " direction in which it lies; null: none")
          .required(N, DataTypes.LongType, "members, values or events that were looked at")
          .required(
              EVENTS,
              DataTypes.LongType,
              "those with the outcome, with another value than known events give, or counted")
          .required(BASIS, DataTypes.StringType, "how it was judged")
          .key(TASK, COVARIATE, CODE, UNIT, CHECK)
          .slicedBy(TASK)
          .counts(N, EVENTS)
          .build();

  private LeakAudit() {}
}

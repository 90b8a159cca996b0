package org.medley.features.contract;

import org.apache.spark.sql.types.DataTypes;

/** What each index of the matrix means; fitted on training members. */
public final class Reference {
  public static final String TASK = "task";
  public static final String REFERENCE_ID = "reference_id";
  public static final String INDEX = "index";
  public static final String COVARIATE = "covariate";
  public static final String FAMILY = "family";
  public static final String CODE = "code";
  public static final String WINDOW = "window";
  public static final String AGGREGATE = "aggregate";
  public static final String UNIT = "unit";
  public static final String DESCRIPTION = "description";
  public static final String ABSENT = "absent";
  public static final String PREVALENCE = "prevalence";

  /** The contract. */
  public static final TableContract TABLE =
      TableContract.table("feature.reference", "one row per task and covariate")
          .required(TASK, DataTypes.StringType, "the task")
          .required(REFERENCE_ID, DataTypes.StringType, "identity of this reference")
          .required(INDEX, DataTypes.IntegerType, "index in the matrix")
          .required(COVARIATE, DataTypes.StringType, "name: domain, code, aggregate, window last")
          .required(FAMILY, DataTypes.StringType, "covariate family")
          .optional(CODE, DataTypes.StringType, "SYSTEM//CODE; null: not of one code")
          .optional(WINDOW, DataTypes.StringType, "window; null: at the index time")
          .required(AGGREGATE, DataTypes.StringType, "how events became a number")
          .optional(UNIT, DataTypes.StringType, "UCUM unit or null")
          .required(DESCRIPTION, DataTypes.StringType, "the covariate in words")
          .required(ABSENT, DataTypes.StringType, "zero or missing: what an absent index means")
          .required(PREVALENCE, DataTypes.DoubleType, "share of training members with a value")
          .key(TASK, INDEX)
          .slicedBy(TASK)
          .build();

  private Reference() {}
}

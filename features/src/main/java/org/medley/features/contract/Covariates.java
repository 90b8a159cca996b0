package org.medley.features.contract;

import org.apache.spark.sql.types.DataTypes;

/** Covariates of each member, one row each: the long form of the matrix. */
public final class Covariates {
  public static final String TASK = "task";
  public static final String PURPOSE = "purpose";
  public static final String SUBJECT_ID = "subject_id";
  public static final String INDEX_TIME = "index_time";
  public static final String COVARIATE = "covariate";
  public static final String FAMILY = "family";
  public static final String CODE = "code";
  public static final String WINDOW = "window";
  public static final String AGGREGATE = "aggregate";
  public static final String UNIT = "unit";
  public static final String DESCRIPTION = "description";
  public static final String ABSENT = "absent";
  public static final String VALUE = "value";

  /** In {@link #ABSENT}: a member without a row has the value 0. */
  public static final String ABSENT_IS_ZERO = "zero";

  /** In {@link #ABSENT}: a member without a row has no value. */
  public static final String ABSENT_IS_MISSING = "missing";

  /** The contract. */
  public static final TableContract TABLE =
      TableContract.table("feature.covariates", "one row per cohort member, covariate and unit")
          .required(TASK, DataTypes.StringType, "the task")
          .required(PURPOSE, DataTypes.StringType, "train or score")
          .required(SUBJECT_ID, DataTypes.LongType, "the subject")
          .required(INDEX_TIME, DataTypes.TimestampType, "prediction time")
          .required(COVARIATE, DataTypes.StringType, "name: domain, code, aggregate, window last")
          .required(FAMILY, DataTypes.StringType, "covariate family")
          .optional(CODE, DataTypes.StringType, "SYSTEM//CODE; null: not of one code")
          .optional(WINDOW, DataTypes.StringType, "window; null: at the index time")
          .required(AGGREGATE, DataTypes.StringType, "how events became a number")
          .optional(UNIT, DataTypes.StringType, "UCUM unit of the value; null: none")
          .required(DESCRIPTION, DataTypes.StringType, "the covariate in words")
          .required(ABSENT, DataTypes.StringType, "zero or missing: what no row means")
          .required(VALUE, DataTypes.DoubleType, "the value; never 0 where no row means zero")
          .key(TASK, PURPOSE, SUBJECT_ID, INDEX_TIME, COVARIATE, CODE, UNIT)
          .slicedBy(TASK)
          .identifying(SUBJECT_ID)
          .build();

  private Covariates() {}
}

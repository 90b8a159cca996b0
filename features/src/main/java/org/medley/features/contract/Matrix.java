package org.medley.features.contract;

import org.apache.spark.sql.types.DataTypes;

/** Covariates of each member as a sparse row. */
public final class Matrix {
  public static final String TASK = "task";
  public static final String REFERENCE_ID = "reference_id";
  public static final String PURPOSE = "purpose";
  public static final String SUBJECT_ID = "subject_id";
  public static final String INDEX_TIME = "index_time";
  public static final String INDICES = "indices";
  public static final String VALUES = "values";

  /** The contract. */
  public static final TableContract TABLE =
      TableContract.table("feature.matrix", "one row per cohort member")
          .required(TASK, DataTypes.StringType, "the task")
          .required(REFERENCE_ID, DataTypes.StringType, "which reference the indices belong to")
          .required(PURPOSE, DataTypes.StringType, "train or score")
          .required(SUBJECT_ID, DataTypes.LongType, "the subject")
          .required(INDEX_TIME, DataTypes.TimestampType, "prediction time")
          .required(
              INDICES,
              DataTypes.createArrayType(DataTypes.IntegerType, false),
              "covariate indices, ascending")
          .required(
              VALUES,
              DataTypes.createArrayType(DataTypes.DoubleType, false),
              "their values; an absent index is zero or missing, as the reference says")
          .key(TASK, PURPOSE, SUBJECT_ID, INDEX_TIME)
          .slicedBy(TASK)
          .identifying(SUBJECT_ID)
          .build();

  private Matrix() {}
}

package org.medley.features.contract;

import org.apache.spark.sql.types.DataTypes;

/** How many are left after each rule. */
public final class Attrition {
  public static final String TASK = "task";
  public static final String PURPOSE = "purpose";
  public static final String STEP = "step";
  public static final String RULE = "rule";
  public static final String SUBJECTS = "subjects";
  public static final String SAMPLES = "samples";
  public static final String EXCLUDED = "excluded";

  /** The contract. */
  public static final TableContract TABLE =
      TableContract.table("cohort.attrition", "one row per task and rule")
          .required(TASK, DataTypes.StringType, "the task")
          .required(PURPOSE, DataTypes.StringType, "train or score")
          .required(STEP, DataTypes.IntegerType, "number of the rule, from 0")
          .required(RULE, DataTypes.StringType, "the rule in words")
          .required(SUBJECTS, DataTypes.LongType, "subjects left")
          .required(SAMPLES, DataTypes.LongType, "subject and index-time pairs left")
          .required(EXCLUDED, DataTypes.LongType, "pairs that this rule removed")
          .key(TASK, PURPOSE, STEP)
          .slicedBy(TASK)
          .counts(SUBJECTS, SAMPLES, EXCLUDED)
          .build();

  private Attrition() {}
}

package org.medley.features.contract;

import org.apache.spark.sql.types.DataTypes;

/** How many of each arm are left after each rule. */
public final class ArmAttrition {
  public static final String TASK = "task";
  public static final String ARM = "arm";
  public static final String STEP = "step";
  public static final String RULE = "rule";
  public static final String SAMPLES = "samples";
  public static final String EXCLUDED = "excluded";

  /** The contract. */
  public static final TableContract TABLE =
      TableContract.table("cohort.arm_attrition", "one row per decision, arm and rule")
          .required(TASK, DataTypes.StringType, "the decision")
          .required(ARM, DataTypes.StringType, "the arm, of starts of exactly one option")
          .required(STEP, DataTypes.IntegerType, "number of the rule, from 0")
          .required(RULE, DataTypes.StringType, "the rule in words")
          .required(SAMPLES, DataTypes.LongType, "starts left")
          .required(EXCLUDED, DataTypes.LongType, "starts that this rule removed")
          .key(TASK, ARM, STEP)
          .slicedBy(TASK)
          .counts(SAMPLES, EXCLUDED)
          .build();

  private ArmAttrition() {}
}

package org.medley.features.contract;

import org.apache.spark.sql.types.DataTypes;

/** Table 1: the covariates of the members of a task, by group. */
public final class Baseline {
  public static final String TASK = "task";
  public static final String COVARIATE = "covariate";
  public static final String CODE = "code";
  public static final String UNIT = "unit";
  public static final String DESCRIPTION = "description";
  public static final String KIND = "kind";
  public static final String GROUPING = "grouping";
  public static final String GROUP = "group";
  public static final String MEMBERS = "members";
  public static final String PEOPLE = "people";
  public static final String MOST = "most_of_one";
  public static final String KNOWN = "known";
  public static final String MEAN = "mean";
  public static final String SD = "sd";
  public static final String MISSING = "missing";
  public static final String SMD = "smd";

  /** The contract. */
  public static final TableContract TABLE =
      TableContract.table("feature.baseline", "one row per task, covariate, grouping and group")
          .required(TASK, DataTypes.StringType, "the task")
          .required(COVARIATE, DataTypes.StringType, "name: domain, code, aggregate, window last")
          .optional(CODE, DataTypes.StringType, "SYSTEM//CODE; null: not of one code")
          .optional(UNIT, DataTypes.StringType, "UCUM unit or null")
          .required(DESCRIPTION, DataTypes.StringType, "the covariate in words")
          .required(KIND, DataTypes.StringType, "binary (1 or absent) or continuous")
          .required(
              GROUPING,
              DataTypes.StringType,
              "label, arm, split, year of the index time, or a subgroup")
          .required(GROUP, DataTypes.StringType, "value of the grouping, such as 1 of label")
          .required(MEMBERS, DataTypes.LongType, "members of the group")
          .required(PEOPLE, DataTypes.LongType, "people of the group")
          .required(MOST, DataTypes.LongType, "the most members of the group that are one person")
          .required(KNOWN, DataTypes.LongType, "members of the group with a value")
          .optional(
              MEAN,
              DataTypes.DoubleType,
              "mean, of a binary covariate the share; over all members where absent means zero,"
                  + " else over those with a value; null: nobody")
          .optional(
              SD, DataTypes.DoubleType, "sample standard deviation; null: binary, or fewer than 2")
          .required(MISSING, DataTypes.DoubleType, "share of the group without a value; 0: zero")
          .optional(
              SMD,
              DataTypes.DoubleType,
              "largest absolute standardised mean difference between two groups of the grouping;"
                  + " null: not defined")
          .key(TASK, COVARIATE, CODE, UNIT, GROUPING, GROUP)
          .slicedBy(TASK)
          .counts(MEMBERS, PEOPLE, KNOWN)
          .build();

  private Baseline() {}
}

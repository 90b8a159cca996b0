package org.medley.features.contract;

import org.apache.spark.sql.types.DataTypes;

/** Covariates of training members that the matrix does not have, and by which rule. */
public final class LeftOut {
  public static final String RULE = "rule";
  public static final String KEPT_INSTEAD = "kept_instead";

  /** In {@link #RULE}: more training members have the code's values in another unit. */
  public static final String OTHER_UNIT = "other unit";

  /** In {@link #RULE}: fewer training members have it than the least prevalence. */
  public static final String INFREQUENT = "infrequent";

  /** In {@link #RULE}: all training members have the same value. */
  public static final String CONSTANT = "constant";

  /** In {@link #RULE}: all training members have the same value of another covariate. */
  public static final String REDUNDANT = "redundant";

  /** The contract. */
  public static final TableContract TABLE =
      TableContract.table("feature.left_out", "one row per task, covariate and unit left out")
          .columnsOf(Reference.TABLE, Reference.INDEX)
          .required(
              RULE, DataTypes.StringType, "other unit, infrequent, constant or redundant: why")
          .optional(
              KEPT_INSTEAD,
              DataTypes.StringType,
              "the covariate with the same values, or the unit that was kept; null: neither")
          .key(Reference.TASK, Reference.COVARIATE, Reference.CODE, Reference.UNIT)
          .slicedBy(Reference.TASK)
          .build();

  private LeftOut() {}
}

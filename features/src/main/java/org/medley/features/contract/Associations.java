package org.medley.features.contract;

import org.apache.spark.sql.types.DataTypes;

/** Variants that were tested for an association with a task's label among training members. */
public final class Associations {
  public static final String TASK = "task";
  public static final String VARIANT_ID = "variant_id";
  public static final String EFFECT_ALLELE = "effect_allele";
  public static final String SAMPLES = "samples";
  public static final String BETA = "beta";
  public static final String STANDARD_ERROR = "standard_error";
  public static final String STATISTIC = "statistic";
  public static final String P = "p";
  public static final String REASON = "reason";
  public static final String RANK = "rank";
  public static final String SELECTED = "selected";

  /** The contract. */
  public static final TableContract TABLE =
      TableContract.table(
              "feature.associations",
              "one row per task and variant that a training member carries or was not called for")
          .required(TASK, DataTypes.StringType, "the task")
          .required(VARIANT_ID, DataTypes.StringType, "contig:position:ref:alt")
          .required(EFFECT_ALLELE, DataTypes.StringType, "whose copies are counted: the alternate")
          .required(
              SAMPLES,
              DataTypes.IntegerType,
              "training members, each person once, with label, covariates and genotype")
          .optional(
              BETA,
              DataTypes.DoubleType,
              "per copy: change of the log odds (logistic) or of the share (linear); null: none")
          .optional(STANDARD_ERROR, DataTypes.DoubleType, "of beta; null: no result")
          .optional(STATISTIC, DataTypes.DoubleType, "beta by its standard error; null: no result")
          .optional(P, DataTypes.DoubleType, "two-sided P value; null: no result")
          .optional(REASON, DataTypes.StringType, "why there is no result; null: there is one")
          .optional(RANK, DataTypes.IntegerType, "from 1, by P value; null: not selected")
          .required(SELECTED, DataTypes.BooleanType, "whether its dosage is a covariate")
          .key(TASK, VARIANT_ID)
          .slicedBy(TASK)
          .build();

  private Associations() {}
}

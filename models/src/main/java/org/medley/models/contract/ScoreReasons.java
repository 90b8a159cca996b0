package org.medley.models.contract;

import org.apache.spark.sql.types.DataTypes;
import org.medley.features.contract.TableContract;

/** What moved each risk most, before release. */
public final class ScoreReasons {
  public static final String TASK = "task";
  public static final String SUBJECT_ID = "subject_id";
  public static final String INDEX_TIME = "index_time";
  public static final String RANK = "rank";
  public static final String COVARIATE = "covariate";
  public static final String VALUE = "value";
  public static final String CONTRIBUTION = "contribution";
  public static final String REASON = "reason";

  /** The contract. */
  public static final TableContract TABLE =
      TableContract.table("model.score_reasons", "one row per scored member and reason")
          .required(TASK, DataTypes.StringType, "the task")
          .required(SUBJECT_ID, DataTypes.LongType, "the subject")
          .required(INDEX_TIME, DataTypes.TimestampType, "prediction time")
          .required(RANK, DataTypes.IntegerType, "1 is the strongest")
          .required(COVARIATE, DataTypes.StringType, "covariate name")
          .optional(VALUE, DataTypes.DoubleType, "value of the covariate; null: missing")
          .required(
              CONTRIBUTION,
              DataTypes.DoubleType,
              "added log odds against the average training member")
          .required(REASON, DataTypes.StringType, "the reason in words")
          .key(TASK, SUBJECT_ID, INDEX_TIME, RANK)
          .slicedBy(TASK)
          .identifying(SUBJECT_ID)
          .build();

  private ScoreReasons() {}
}

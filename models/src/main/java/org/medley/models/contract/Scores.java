package org.medley.models.contract;

import org.apache.spark.sql.types.DataTypes;
import org.medley.features.contract.TableContract;

/** Risks before they are released. */
public final class Scores {
  public static final String TASK = "task";
  public static final String MODEL_VERSION = "model_version";
  public static final String SUBJECT_ID = "subject_id";
  public static final String INDEX_TIME = "index_time";
  public static final String HORIZON_DAYS = "horizon_days";
  public static final String RAW_SCORE = "raw_score";
  public static final String RISK_SCORE = "risk_score";
  public static final String PERCENTILE = "percentile";

  /** The contract. */
  public static final TableContract TABLE =
      TableContract.table("model.scores", "one row per scored member")
          .required(TASK, DataTypes.StringType, "the task")
          .required(MODEL_VERSION, DataTypes.StringType, "the model")
          .required(SUBJECT_ID, DataTypes.LongType, "the subject")
          .required(INDEX_TIME, DataTypes.TimestampType, "prediction time")
          .required(HORIZON_DAYS, DataTypes.IntegerType, "length of the time-at-risk")
          .required(RAW_SCORE, DataTypes.DoubleType, "log odds before calibration")
          .required(RISK_SCORE, DataTypes.DoubleType, "calibrated probability")
          .required(
              PERCENTILE,
              DataTypes.DoubleType,
              "share of scored members with a lower or equal risk, in percent")
          .key(TASK, SUBJECT_ID, INDEX_TIME)
          .slicedBy(TASK)
          .identifying(SUBJECT_ID)
          .build();

  private Scores() {}
}

package org.medley.jobs.contract;

import org.apache.spark.sql.types.DataTypes;
import org.medley.features.contract.TableContract;

/** Calibrated risks of the released cohort. */
public final class Risk {
  public static final String TASK = "task";
  public static final String COHORT = "cohort";
  public static final String AS_OF_DATE = "as_of_date";
  public static final String SUBJECT_ID = "subject_id";
  public static final String INDEX_TIME = "index_time";
  public static final String HORIZON_DAYS = "horizon_days";
  public static final String MODEL_VERSION = "model_version";
  public static final String RISK_SCORE = "risk_score";
  public static final String PERCENTILE = "percentile";
  public static final String REASON_1 = "reason_1";
  public static final String REASON_2 = "reason_2";
  public static final String REASON_3 = "reason_3";

  /** The contract. */
  public static final TableContract TABLE =
      TableContract.table("published.risk", "one row per task, subject and index time")
          .required(TASK, DataTypes.StringType, "the task")
          .required(COHORT, DataTypes.StringType, "name under which the cohort is published")
          .required(AS_OF_DATE, DataTypes.DateType, "logical date of the night that scored the row")
          .required(SUBJECT_ID, DataTypes.LongType, "the subject")
          .required(INDEX_TIME, DataTypes.TimestampType, "prediction time")
          .required(HORIZON_DAYS, DataTypes.IntegerType, "length of the time-at-risk")
          .required(MODEL_VERSION, DataTypes.StringType, "the model")
          .required(
              RISK_SCORE,
              DataTypes.DoubleType,
              "calibrated probability of the outcome within the horizon")
          .required(
              PERCENTILE,
              DataTypes.DoubleType,
              "share of the cohort with a lower or equal risk, in percent")
          .optional(REASON_1, DataTypes.StringType, "the strongest reason in words; null: none")
          .optional(REASON_2, DataTypes.StringType, "the second reason; null: none")
          .optional(REASON_3, DataTypes.StringType, "the third reason; null: none")
          .key(TASK, SUBJECT_ID, INDEX_TIME)
          .slicedBy(TASK)
          .identifying(SUBJECT_ID)
          .build();

  private Risk() {}
}

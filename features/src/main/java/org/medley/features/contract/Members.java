package org.medley.features.contract;

import org.apache.spark.sql.types.DataTypes;

/** Who is in a cohort, from when, and with which label. */
public final class Members {
  public static final String TASK = "task";
  public static final String PURPOSE = "purpose";
  public static final String SUBJECT_ID = "subject_id";
  public static final String INDEX_TIME = "index_time";
  public static final String INPUT_START = "input_start";
  public static final String TARGET_START = "target_start";
  public static final String TARGET_END = "target_end";
  public static final String LABEL = "label";
  public static final String LABEL_STATUS = "label_status";
  public static final String EVENT_TIME = "event_time";
  public static final String EVENT_TYPE = "event_type";
  public static final String CENSOR_TIME = "censor_time";
  public static final String ARM = "arm";
  public static final String SPLIT = "split";

  /** The contract. */
  public static final TableContract TABLE =
      TableContract.table("cohort.members", "one row per task, purpose, subject and index time")
          .required(TASK, DataTypes.StringType, "the task")
          .required(PURPOSE, DataTypes.StringType, "train or score")
          .required(SUBJECT_ID, DataTypes.LongType, "the subject")
          .required(
              INDEX_TIME, DataTypes.TimestampType, "prediction time: nothing later may be used")
          .optional(
              INPUT_START,
              DataTypes.TimestampType,
              "start of the input window; null: the whole record")
          .optional(
              TARGET_START,
              DataTypes.TimestampType,
              "start of the time-at-risk; null: no target window (score)")
          .optional(
              TARGET_END,
              DataTypes.TimestampType,
              "end of the time-at-risk; null: no target window (score)")
          .optional(LABEL, DataTypes.DoubleType, "1 outcome, 0 none; null: unknown")
          .required(
              LABEL_STATUS, DataTypes.StringType, "positive, negative, unknown, or none (score)")
          .optional(
              EVENT_TIME,
              DataTypes.TimestampType,
              "time of the outcome or of the competing event; null: neither seen")
          .optional(EVENT_TYPE, DataTypes.StringType, "outcome, a competing event by name, or null")
          .optional(
              CENSOR_TIME,
              DataTypes.TimestampType,
              "end of observation if it lies before the target end, else null")
          .optional(ARM, DataTypes.StringType, "treatment arm; null: none")
          .required(
              SPLIT, DataTypes.StringType, "train, test, embargo (used by neither) or none (score)")
          .key(TASK, PURPOSE, SUBJECT_ID, INDEX_TIME)
          .slicedBy(TASK)
          .identifying(SUBJECT_ID)
          .build();

  private Members() {}
}

package org.medley.features.contract;

import org.apache.spark.sql.types.DataTypes;

/** When a subject would have been seen had something happened. */
public final class ObservationPeriods {
  public static final String SUBJECT_ID = "subject_id";
  public static final String START_TIME = "start_time";
  public static final String END_TIME = "end_time";
  public static final String BASIS = "basis";

  /** The contract. */
  public static final TableContract TABLE =
      TableContract.table("clinical.observation_periods", "one row per subject and period")
          .required(SUBJECT_ID, DataTypes.LongType, "the subject")
          .required(START_TIME, DataTypes.TimestampType, "first instant of the period, included")
          .required(END_TIME, DataTypes.TimestampType, "last instant of the period, included")
          .required(
              BASIS, DataTypes.StringType, "how the end was decided: death, extract or stated")
          .key(SUBJECT_ID, START_TIME)
          .identifying(SUBJECT_ID)
          .build();

  private ObservationPeriods() {}
}

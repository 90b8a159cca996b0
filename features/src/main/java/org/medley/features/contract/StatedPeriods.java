package org.medley.features.contract;

import org.apache.spark.sql.types.DataTypes;

/** Observation periods as sources state them, of people by the source's own key. */
public final class StatedPeriods {
  public static final String SOURCE = "source";
  public static final String SOURCE_SUBJECT_ID = "source_subject_id";
  public static final String START_TIME = "start_time";
  public static final String END_TIME = "end_time";

  /** The contract. */
  public static final TableContract TABLE =
      TableContract.table("clinical.stated_periods", "one row per period that a source states")
          .required(SOURCE, DataTypes.StringType, "the source")
          .required(SOURCE_SUBJECT_ID, DataTypes.StringType, "the source's own key of the person")
          .required(START_TIME, DataTypes.TimestampType, "first instant of the period, included")
          .required(END_TIME, DataTypes.TimestampType, "last instant of the period, included")
          .slicedBy(SOURCE)
          .identifying(SOURCE_SUBJECT_ID)
          .build();

  private StatedPeriods() {}
}

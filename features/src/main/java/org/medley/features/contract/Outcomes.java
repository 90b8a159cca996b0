package org.medley.features.contract;

import org.apache.spark.sql.types.DataTypes;

/** Facts of registries and trials that are not events of care. */
public final class Outcomes {
  public static final String SUBJECT_ID = "subject_id";
  public static final String ENDPOINT = "endpoint";
  public static final String ENTRY_TIME = "entry_time";
  public static final String TIME = "time";
  public static final String STATUS = "status";
  public static final String ARM = "arm";
  public static final String SOURCE = "source";
  public static final String FILE = "file";
  public static final String LINE = "line";

  /** The contract. */
  public static final TableContract TABLE =
      TableContract.table("clinical.outcomes", "one row per subject and endpoint")
          .required(SUBJECT_ID, DataTypes.LongType, "the subject")
          .required(ENDPOINT, DataTypes.StringType, "name of the endpoint")
          .optional(ENTRY_TIME, DataTypes.TimestampType, "start of follow-up; null: not stated")
          .required(TIME, DataTypes.TimestampType, "time of the event, or of censoring")
          .required(
              STATUS,
              DataTypes.StringType,
              "event, censored or competing; censored is unknown from then on, not negative;"
                  + " competing: something else happened that made the event impossible")
          .optional(ARM, DataTypes.StringType, "treatment arm; null: none")
          .required(SOURCE, DataTypes.StringType, "the source")
          .required(FILE, DataTypes.StringType, "file of the row")
          .required(LINE, DataTypes.LongType, "line of that file, from 1")
          .key(SOURCE, SUBJECT_ID, ENDPOINT)
          .slicedBy(SOURCE)
          .identifying(SUBJECT_ID)
          .build();

  private Outcomes() {}
}

package org.medley.features.contract;

import org.apache.spark.sql.types.DataTypes;

/** What became of the members of a decision, for each of its outcomes. */
public final class FollowUps {
  public static final String TASK = "task";
  public static final String SUBJECT_ID = "subject_id";
  public static final String INDEX_TIME = "index_time";
  public static final String OUTCOME = "outcome";
  public static final String STATUS = "status";
  public static final String UNTIL = "until_time";
  public static final String END = "end_time";

  /** The status of a follow-up that ended with the outcome. */
  public static final String EVENT = "event";

  /** The status of one that ended with something that made the outcome impossible. */
  public static final String COMPETING = "competing";

  /** The status of one that never began, as the outcome had happened unrecorded. */
  public static final String PREVALENT = "prevalent";

  /** The contract. */
  public static final TableContract TABLE =
      TableContract.table("cohort.follow_ups", "one row per decision, training member and outcome")
          .required(TASK, DataTypes.StringType, "the decision")
          .required(SUBJECT_ID, DataTypes.LongType, "the subject")
          .required(INDEX_TIME, DataTypes.TimestampType, "time zero")
          .required(OUTCOME, DataTypes.StringType, "the outcome, by its name in the decision")
          .required(
              STATUS,
              DataTypes.StringType,
              "event; competing: something made the outcome impossible; none: followed to the end"
                  + " without it; lost: unknown from then on; prevalent: it had happened before"
                  + " time zero and became known only afterwards, not used")
          .required(UNTIL, DataTypes.TimestampType, "when the follow-up ended")
          .required(END, DataTypes.TimestampType, "the horizon: when it would have ended at last")
          .key(TASK, SUBJECT_ID, INDEX_TIME, OUTCOME)
          .slicedBy(TASK)
          .identifying(SUBJECT_ID)
          .build();

  private FollowUps() {}
}

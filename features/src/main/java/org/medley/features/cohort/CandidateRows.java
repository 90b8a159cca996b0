package org.medley.features.cohort;

import java.util.Locale;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.RowFactory;
import org.apache.spark.sql.types.DataTypes;
import org.apache.spark.sql.types.StructType;
import org.medley.features.contract.FollowUps;
import org.medley.features.contract.Members;

/** Candidates as rows: the columns of members with times in microseconds, and how far each came. */
final class CandidateRows {
  /** The first rule failed; the number of rules: none. */
  static final String FAILED = "failed";

  /** Whether this is the one candidate of its subject that came furthest, so that sums count it. */
  static final String FURTHEST = "furthest";

  /** Where the windows hang. */
  static final String TRIGGER = "trigger_time";

  /** How often the label's predicate occurred in its window; null: unknown, or no label. */
  static final String LABEL_COUNT = "label_count";

  /** What the split's facts say of the person; null: nothing. */
  static final String STATED_SPLIT = "stated_split";

  /** What became of it, one struct for each outcome; empty: nothing is asked, or it failed. */
  static final String FOLLOWED = "followed";

  private static final StructType FOLLOW_UP =
      new StructType()
          .add(FollowUps.OUTCOME, DataTypes.StringType, false)
          .add(FollowUps.STATUS, DataTypes.StringType, false)
          .add(FollowUps.UNTIL, DataTypes.LongType, false)
          .add(FollowUps.END, DataTypes.LongType, false);

  static final StructType SCHEMA =
      new StructType()
          .add(Members.SUBJECT_ID, DataTypes.LongType, false)
          .add(Members.INDEX_TIME, DataTypes.LongType, false)
          .add(Members.INPUT_START, DataTypes.LongType)
          .add(Members.TARGET_START, DataTypes.LongType)
          .add(Members.TARGET_END, DataTypes.LongType)
          .add(Members.LABEL, DataTypes.DoubleType)
          .add(Members.LABEL_STATUS, DataTypes.StringType, false)
          .add(Members.EVENT_TIME, DataTypes.LongType)
          .add(Members.EVENT_TYPE, DataTypes.StringType)
          .add(Members.CENSOR_TIME, DataTypes.LongType)
          .add(Members.ARM, DataTypes.StringType)
          .add(TRIGGER, DataTypes.LongType, false)
          .add(LABEL_COUNT, DataTypes.IntegerType)
          .add(FAILED, DataTypes.IntegerType, false)
          .add(FURTHEST, DataTypes.BooleanType, false)
          .add(STATED_SPLIT, DataTypes.StringType)
          .add(FOLLOWED, DataTypes.createArrayType(FOLLOW_UP, false), false);

  private CandidateRows() {}

  private static Row followed(Followed each) {
    return RowFactory.create(each.outcome(), each.status().word(), each.until(), each.end());
  }

  static Row row(long subject, Candidate candidate, boolean furthest, String split) {
    Label label = candidate.label();
    return RowFactory.create(
        subject,
        candidate.index(),
        candidate.inputStart(),
        candidate.targetStart(),
        candidate.targetEnd(),
        label.value(),
        label.status().name().toLowerCase(Locale.ROOT),
        label.eventTime(),
        label.eventType(),
        label.censorTime(),
        candidate.arm(),
        candidate.trigger(),
        label.count(),
        candidate.failed(),
        furthest,
        split,
        candidate.followed().stream().map(CandidateRows::followed).toArray(Row[]::new));
  }
}

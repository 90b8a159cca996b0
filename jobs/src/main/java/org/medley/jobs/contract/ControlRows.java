package org.medley.jobs.contract;

import org.apache.spark.sql.types.DataTypes;
import org.medley.features.contract.TableContract;

/**
 * The ledger: runs, claims, finished steps and releases as rows that are only appended, and one
 * head row (kind {@code lease}) that is only changed by conditional commits.
 */
public final class ControlRows {
  public static final String KIND = "kind";
  public static final String EPOCH = "epoch";
  public static final String RUN_ID = "run_id";
  public static final String NAME = "name";
  public static final String KEY = "key";
  public static final String STATE = "state";
  public static final String AS_OF_DATE = "as_of_date";
  public static final String RECORDED_TIME = "recorded_time";
  public static final String DETAILS = "details";

  /** The contract. */
  public static final TableContract TABLE =
      TableContract.table("ops.control", "one row per lease, run, claim, step end or release")
          .required(KIND, DataTypes.StringType, "lease, run, claim, step, release or decision")
          .required(EPOCH, DataTypes.LongType, "lease epoch of the writer")
          .required(RUN_ID, DataTypes.StringType, "the run; of a lease: its holder's run")
          .required(NAME, DataTypes.StringType, "step or release; of a lease: the owner process")
          .required(KEY, DataTypes.StringType, "digest of what was asked for")
          .required(STATE, DataTypes.StringType, "state of what the row speaks of")
          .optional(AS_OF_DATE, DataTypes.DateType, "logical date; null: of no date")
          .required(RECORDED_TIME, DataTypes.TimestampType, "wall clock, for people only")
          .required(DETAILS, DataTypes.StringType, "JSON that depends on the kind")
          .slicedBy(KIND)
          .build();

  private ControlRows() {}
}

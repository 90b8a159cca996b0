package org.medley.jobs.contract;

import org.apache.spark.sql.types.DataTypes;
import org.medley.features.contract.TableContract;

/**
 * What the drift step saw of each task, night by night. Signals of covariates are kept of the last
 * night alone, all others for 400 days.
 */
public final class Drift {
  public static final String TASK = "task";
  public static final String AS_OF_DATE = "as_of_date";
  public static final String MODEL_VERSION = "model_version";
  public static final String SIGNAL = "signal";
  public static final String ITEM = "item";
  public static final String INDEX = "index";
  public static final String VALUE = "value";
  public static final String LOW = "low";
  public static final String HIGH = "high";
  public static final String BOUND = "bound";
  public static final String STATE = "state";
  public static final String N = "n";
  public static final String WORDS = "words";

  /** The contract. */
  public static final TableContract TABLE =
      TableContract.table("ops.drift", "one row per task, night, signal and item")
          .required(TASK, DataTypes.StringType, "the task")
          .required(AS_OF_DATE, DataTypes.DateType, "logical date of the night")
          .required(MODEL_VERSION, DataTypes.StringType, "the champion that was watched")
          .required(
              SIGNAL,
              DataTypes.StringType,
              "covariate, covariates, score, break, in the large, slope, auroc, matured, freshness,"
                  + " volume or cohort")
          .required(
              ITEM,
              DataTypes.StringType,
              "a covariate with its unit, the days of a window, the first night of a break; empty:"
                  + " of the whole")
          .optional(INDEX, DataTypes.IntegerType, "index of the covariate; null: of none")
          .optional(VALUE, DataTypes.DoubleType, "the number; null: there is none")
          .optional(LOW, DataTypes.DoubleType, "lower end of its interval; null: no interval")
          .optional(HIGH, DataTypes.DoubleType, "upper end of its interval; null: no interval")
          .optional(
              BOUND,
              DataTypes.DoubleType,
              "what it is held against; of covariates and score what sampling alone gives; null:"
                  + " nothing")
          .required(STATE, DataTypes.StringType, "ok, warn, act, hold, or grey: not judged")
          .required(N, DataTypes.LongType, "people, members, records or nights behind it")
          .required(WORDS, DataTypes.StringType, "the same as a clause")
          .key(TASK, AS_OF_DATE, SIGNAL, ITEM, INDEX)
          .slicedBy(TASK)
          .counts(N)
          .build();

  private Drift() {}
}

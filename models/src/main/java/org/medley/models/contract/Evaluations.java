package org.medley.models.contract;

import org.apache.spark.sql.types.DataTypes;
import org.medley.features.contract.TableContract;

/** How well each model did, and how sure we are. */
public final class Evaluations {
  public static final String TASK = "task";
  public static final String MODEL_VERSION = "model_version";
  public static final String SPLIT = "split";
  public static final String SUBGROUP = "subgroup";
  public static final String METRIC = "metric";
  public static final String VALUE = "value";
  public static final String LOW = "low";
  public static final String HIGH = "high";
  public static final String N = "n";
  public static final String EVENTS = "events";
  public static final String METHOD = "method";

  /** The contract. */
  public static final TableContract TABLE =
      TableContract.table("model.evaluations", "one row per model, split, subgroup and metric")
          .required(TASK, DataTypes.StringType, "the task")
          .required(MODEL_VERSION, DataTypes.StringType, "the model")
          .required(
              SPLIT,
              DataTypes.StringType,
              "validation, test, importance, control, or external:NAME, a data set apart; what"
                  + " follows ' + ' is an update of the model, judged on people that it was not"
                  + " fitted to")
          .required(SUBGROUP, DataTypes.StringType, "all, or name=value")
          .required(METRIC, DataTypes.StringType, "name of the metric")
          .optional(VALUE, DataTypes.DoubleType, "null: not assessable")
          .optional(
              LOW, DataTypes.DoubleType, "lower end of the 95 percent interval; null: no interval")
          .optional(
              HIGH, DataTypes.DoubleType, "upper end of the 95 percent interval; null: no interval")
          .required(N, DataTypes.LongType, "members")
          .required(EVENTS, DataTypes.LongType, "outcomes among them")
          .required(METHOD, DataTypes.StringType, "estimator and interval in words")
          .key(TASK, MODEL_VERSION, SPLIT, SUBGROUP, METRIC)
          .slicedBy(TASK)
          .counts(N, EVENTS)
          .build();

  private Evaluations() {}
}

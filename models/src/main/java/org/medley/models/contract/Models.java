package org.medley.models.contract;

import org.apache.spark.sql.types.DataTypes;
import org.medley.features.contract.TableContract;

/** Registered models and where they come from. */
public final class Models {
  public static final String TASK = "task";
  public static final String MODEL_VERSION = "model_version";
  public static final String FAMILY = "family";
  public static final String SETTINGS = "settings";
  public static final String SEED = "seed";
  public static final String STATE = "state";
  public static final String SNAPSHOT_ID = "snapshot_id";
  public static final String INPUTS = "inputs";
  public static final String CODE_VERSION = "code_version";
  public static final String ENVIRONMENT = "environment";
  public static final String TRAINING_SUBJECTS = "training_subjects";
  public static final String TRAINING_SAMPLES = "training_samples";
  public static final String TRAINING_EVENTS = "training_events";
  public static final String PATH = "path";
  public static final String TASK_DIGEST = "task_digest";
  public static final String TRAINED_AS_OF = "trained_as_of";
  public static final String TRAINED_WHY = "trained_why";
  public static final String DECISION = "decision";
  public static final String DECIDED_BY = "decided_by";
  public static final String DECISION_REASON = "decision_reason";

  /** The contract. */
  public static final TableContract TABLE =
      TableContract.table("model.models", "one row per model version")
          .required(TASK, DataTypes.StringType, "the task")
          .required(MODEL_VERSION, DataTypes.StringType, "identity of the model")
          .required(FAMILY, DataTypes.StringType, "model family")
          .required(SETTINGS, DataTypes.StringType, "settings as JSON")
          .required(SEED, DataTypes.LongType, "seed of every random choice")
          .required(STATE, DataTypes.StringType, "candidate, champion or retired")
          .required(SNAPSHOT_ID, DataTypes.StringType, "training snapshot")
          .required(INPUTS, DataTypes.StringType, "keys of the steps read, as JSON")
          .required(CODE_VERSION, DataTypes.StringType, "digest of the code")
          .required(
              ENVIRONMENT,
              DataTypes.StringType,
              "Java, operating system, processor, Spark and Delta versions, as JSON")
          .required(TRAINING_SUBJECTS, DataTypes.LongType, "people trained on")
          .required(TRAINING_SAMPLES, DataTypes.LongType, "members trained on")
          .required(TRAINING_EVENTS, DataTypes.LongType, "outcomes trained on")
          .required(PATH, DataTypes.StringType, "folder of the model, relative to the lake")
          .optional(TASK_DIGEST, DataTypes.StringType, "digest of cohort and covariate settings")
          .optional(TRAINED_AS_OF, DataTypes.DateType, "logical date of the training")
          .optional(TRAINED_WHY, DataTypes.StringType, "why it was trained, in words")
          .optional(
              DECISION,
              DataTypes.StringType,
              "promoted, refused or rolled_back, the last on this version; null: none yet")
          .optional(
              DECIDED_BY, DataTypes.StringType, "gates, or the user of the process who decided")
          .optional(DECISION_REASON, DataTypes.StringType, "why, in words")
          .key(TASK, MODEL_VERSION)
          .slicedBy(TASK)
          .counts(TRAINING_SUBJECTS, TRAINING_EVENTS)
          .build();

  private Models() {}
}

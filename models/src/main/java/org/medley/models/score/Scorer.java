package org.medley.models.score;

import static org.apache.spark.sql.functions.coalesce;
import static org.apache.spark.sql.functions.col;
import static org.apache.spark.sql.functions.inline;
import static org.apache.spark.sql.functions.lit;
import static org.apache.spark.sql.functions.raise_error;
import static org.apache.spark.sql.functions.udf;
import static org.medley.features.contract.Matrix.INDICES;
import static org.medley.features.contract.Matrix.PURPOSE;
import static org.medley.features.contract.Matrix.VALUES;
import static org.medley.models.contract.Scores.HORIZON_DAYS;
import static org.medley.models.contract.Scores.INDEX_TIME;
import static org.medley.models.contract.Scores.MODEL_VERSION;
import static org.medley.models.contract.Scores.RAW_SCORE;
import static org.medley.models.contract.Scores.RISK_SCORE;
import static org.medley.models.contract.Scores.SUBJECT_ID;
import static org.medley.models.contract.Scores.TASK;
import static org.medley.models.matrix.DesignMatrix.FEATURES;

import java.util.Arrays;
import org.apache.spark.sql.Column;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.types.DataTypes;
import org.apache.spark.sql.types.StructField;
import org.apache.spark.sql.types.StructType;
import org.medley.models.contract.ScoreReasons;
import org.medley.models.contract.Scores;
import org.medley.models.fitted.FittedModel;
import org.medley.models.matrix.DesignMatrix;
import org.medley.models.matrix.Snapshot;

/** Scores the members of purpose {@code score} of a matrix. */
public final class Scorer {
  /** Reasons per member that are published. */
  public static final int REASONS = 3;

  private static final StructType REASON =
      new StructType()
          .add(ScoreReasons.RANK, DataTypes.IntegerType, false)
          .add(ScoreReasons.COVARIATE, DataTypes.StringType, false)
          .add(ScoreReasons.VALUE, DataTypes.DoubleType)
          .add(ScoreReasons.CONTRIBUTION, DataTypes.DoubleType, false)
          .add(ScoreReasons.REASON, DataTypes.StringType, false);

  private Scorer() {}

  /**
   * One row per row of the model's task and purpose {@code score} in {@code matrix}, under {@link
   * Scores}. Triggers no action; a row of another reference than the model's fails when it is read.
   */
  public static Dataset<Row> scores(FittedModel model, String modelVersion, Dataset<Row> matrix) {
    return model
        .predict(vectors(model, matrix))
        .select(
            col(TASK),
            lit(modelVersion).as(MODEL_VERSION),
            col(SUBJECT_ID),
            col(INDEX_TIME),
            lit(model.horizonDays()).as(HORIZON_DAYS),
            col(RAW_SCORE),
            col(RISK_SCORE))
        .transform(Percentiles::add)
        .transform(rows -> required(rows, Scores.TABLE.schema()));
  }

  /**
   * The {@code most} strongest reasons of each such row, under {@link ScoreReasons}. Contributions
   * are log odds before calibration against the average training member; with all covariates they
   * add up to the raw score. Triggers no action.
   */
  public static Dataset<Row> reasons(FittedModel model, Dataset<Row> matrix, int most) {
    TopReasons top = new TopReasons(model.contributions(), model.design().covariates(), most);
    Column reasons =
        udf(top, DataTypes.createArrayType(REASON, false))
            .apply(col(FEATURES), col(INDICES), col(VALUES));
    return vectors(model, matrix)
        .select(col(TASK), col(SUBJECT_ID), col(INDEX_TIME), inline(reasons))
        .transform(rows -> required(rows, ScoreReasons.TABLE.schema()));
  }

  private static Dataset<Row> vectors(FittedModel model, Dataset<Row> matrix) {
    return DesignMatrix.ofReference(
            matrix
                .where(col(TASK).equalTo(model.task()))
                .where(col(PURPOSE).equalTo(Snapshot.SCORE_PURPOSE)),
            model.design().referenceId())
        .withColumn(FEATURES, model.design().vector());
  }

  private static Dataset<Row> required(Dataset<Row> rows, StructType schema) {
    Column[] columns =
        Arrays.stream(schema.fields())
            .map(f -> f.nullable() ? col(f.name()) : present(f))
            .toArray(Column[]::new);
    return rows.select(columns).to(schema);
  }

  /** The column as one that is never null; the zero only tells Spark so and is never reached. */
  private static Column present(StructField field) {
    Column absent = raise_error(lit(field.name() + " must not be null in a score."));
    return coalesce(col(field.name()), absent.cast(field.dataType()), lit(0).cast(field.dataType()))
        .as(field.name());
  }
}

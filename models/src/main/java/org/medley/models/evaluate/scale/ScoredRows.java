package org.medley.models.evaluate.scale;

import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;

/**
 * Predictions as a dataset, one row per sample, nothing null.
 *
 * @param rows with the columns below; read several times, so cached by the caller
 * @param repeated whether subjects have several rows
 */
public record ScoredRows(Dataset<Row> rows, boolean repeated) {
  /** Whom the sample belongs to, BIGINT. */
  public static final String SUBJECT = "subject";

  /** 1 outcome, 0 none, DOUBLE. */
  public static final String LABEL = "label";

  /** Predicted risk or any score, DOUBLE. */
  public static final String SCORE = "score";

  /** Weight of the sample, DOUBLE. */
  public static final String WEIGHT = "weight";
}

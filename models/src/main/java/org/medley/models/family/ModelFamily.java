package org.medley.models.family;

import java.util.List;
import java.util.Map;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.SparkSession;

/**
 * A way to predict a binary label from vectors. Implementations hold no state, use the weights of
 * the rows and depend on rows, candidate and seed only.
 */
public interface ModelFamily {
  /** Name in the task file and in the registry. */
  String name();

  /** Settings to choose among, at least one; the first wins a tie. */
  List<Map<String, Double>> candidates();

  /**
   * The model fitted to {@code rows} with columns label, weight and features as in {@link
   * org.medley.models.matrix.DesignMatrix}. Triggers actions.
   *
   * @param rows with both classes; the caller refuses others
   * @param candidate one of {@link #candidates} or like it
   */
  FittedStage fit(Dataset<Row> rows, Map<String, Double> candidate, long seed);

  /** Class of the stage that {@link FittedStage#save} writes: no other is ever loaded. */
  String stageClass();

  /** Reads what {@link FittedStage#save} wrote; the caller has verified the folder. */
  FittedStage load(SparkSession spark, String path);
}

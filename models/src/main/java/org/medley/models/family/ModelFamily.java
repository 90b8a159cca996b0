package org.medley.models.family;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.SparkSession;

/**
 * A way to predict a binary label from vectors. Implementations hold no state, use the weights of
 * the rows and depend on rows, candidate and seed only.
 */
public interface ModelFamily {
  /** What a family learns from. */
  enum Target {
    /** The label of members whose label is known; lost ones count through the others' weights. */
    LABEL,
    /** Day and cause of the end of follow-up of every member, lost ones included. */
    TIME
  }

  /** Name in the task file and in the registry. */
  String name();

  /** What a task may set, in the order of the candidates; each has standard values. */
  List<Setting> settings();

  /** Settings to choose among where a task states none; the first wins a tie. */
  default List<Map<String, Double>> candidates() {
    return Grid.of(settings(), Map.of());
  }

  /** What {@link #fit} learns from. */
  default Target target() {
    return Target.LABEL;
  }

  /**
   * The model fitted to {@code rows} with columns label, weight and features as in {@link
   * org.medley.models.matrix.DesignMatrix}; of target {@code TIME} with day and cause as well.
   * Triggers actions.
   *
   * @param rows with both classes; the caller refuses others
   * @param candidate one of {@link #candidates} or like it
   * @throws org.medley.models.hazard.NotFitted if these rows have no fit
   */
  FittedStage fit(Dataset<Row> rows, Map<String, Double> candidate, long seed);

  /**
   * Class of the MLlib stage that {@link FittedStage#save} writes: no other is ever loaded. Empty
   * where it writes numbers only, so that loading them loads no class.
   */
  Optional<String> stageClass();

  /** Reads what {@link FittedStage#save} wrote; the caller has verified the folder. */
  FittedStage load(SparkSession spark, String path);
}

package org.medley.models.family;

import java.io.IOException;
import java.util.Map;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.medley.models.explain.Contributions;

/** A fitted model of some family, before calibration. */
public interface FittedStage {
  /** Log odds before calibration, the column that {@link #score} adds. */
  String RAW = "raw_score";

  /** {@code rows} with their features' log odds as {@link #RAW}; triggers no action. */
  Dataset<Row> score(Dataset<Row> rows);

  /**
   * How the log odds of a row come about.
   *
   * @param centre means of the training members on the scale of the features
   */
  Contributions contributions(double[] centre);

  /**
   * Every number that decides a score, by a name that tells the structure: coefficients that are
   * not zero, or splits and leaves of trees. Two stages with the same numbers score the same.
   */
  Map<String, Double> parameters();

  /**
   * Writes the stage to the folder {@code path}, in MLlib's own format (which triggers actions) or
   * as JSON.
   *
   * @throws IOException if the folder exists or cannot be written
   */
  void save(String path) throws IOException;
}

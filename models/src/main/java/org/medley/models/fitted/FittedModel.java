package org.medley.models.fitted;

import static org.apache.spark.sql.functions.col;
import static org.medley.models.contract.Scores.RISK_SCORE;
import static org.medley.models.family.FittedStage.RAW;

import java.util.Arrays;
import java.util.Map;
import org.apache.spark.ml.linalg.Vectors;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.medley.models.calibrate.Calibration;
import org.medley.models.explain.Contributions;
import org.medley.models.family.FittedStage;
import org.medley.models.matrix.Design;

/**
 * A trained model: the meaning of its columns with their imputation, the fitted stage, and the
 * calibration.
 *
 * @param task the task
 * @param horizonDays length of the time-at-risk
 * @param family name of the family in {@link org.medley.models.family.ModelFamilies}
 * @param candidate settings of the family
 * @param design columns and imputation
 * @param stage the fitted stage
 * @param calibration fitted on out-of-fold predictions
 */
public record FittedModel(
    String task,
    int horizonDays,
    String family,
    Map<String, Double> candidate,
    Design design,
    FittedStage stage,
    Calibration calibration) {

  /**
   * Rows of a design matrix with the log odds before calibration and the calibrated risk. Triggers
   * no action.
   */
  public Dataset<Row> predict(Dataset<Row> vectors) {
    return stage.score(vectors).withColumn(RISK_SCORE, calibration.risk(col(RAW)));
  }

  /** How the log odds come about, against the average training member. */
  public Contributions contributions() {
    return stage.contributions(design.centre());
  }

  /**
   * What a unit more of each covariate adds to the log odds before calibration, by index. Only of
   * families whose log odds are linear: of others the numbers mean nothing.
   */
  public double[] linearCoefficients() {
    double[] ones = new double[design.size()];
    Arrays.fill(ones, 1);
    double[] at = contributions().of(Vectors.dense(ones));
    double[] from = contributions().of(Vectors.dense(new double[design.size()]));
    Arrays.setAll(at, j -> at[j] - from[j]);
    return at;
  }
}

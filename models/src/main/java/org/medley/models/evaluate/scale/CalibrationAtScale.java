package org.medley.models.evaluate.scale;

import static org.apache.spark.sql.functions.col;
import static org.apache.spark.sql.functions.count;
import static org.apache.spark.sql.functions.exp;
import static org.apache.spark.sql.functions.greatest;
import static org.apache.spark.sql.functions.least;
import static org.apache.spark.sql.functions.lit;
import static org.apache.spark.sql.functions.log;
import static org.apache.spark.sql.functions.sum;
import static org.medley.models.evaluate.scale.ScoredRows.LABEL;
import static org.medley.models.evaluate.scale.ScoredRows.SCORE;
import static org.medley.models.evaluate.scale.ScoredRows.SUBJECT;
import static org.medley.models.evaluate.scale.ScoredRows.WEIGHT;

import org.apache.spark.sql.Column;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.medley.models.statistics.Estimate;

/**
 * The calibration line of any number of rows, as {@link
 * org.medley.models.statistics.CalibrationLine} gives it: Newton's method on two coefficients, each
 * step one aggregate of five sums over cached rows, some six to ten steps. Intervals are Wald's, or
 * by subject (sandwich with the factor G/(G-1)) where subjects repeat.
 */
public final class CalibrationAtScale {
  private static final int MOST_STEPS = 60;
  private static final double TOLERANCE = 1e-11;
  private static final double LEAST = 1e-12;
  private static final String LOGIT = "logit";

  private final Dataset<Row> rows;
  private final boolean repeated;

  /** Of scores that are risks. */
  public CalibrationAtScale(ScoredRows scored) {
    Column inside = least(greatest(col(SCORE), lit(LEAST)), lit(1 - LEAST));
    this.rows = scored.rows().withColumn(LOGIT, log(inside.divide(lit(1.0).minus(inside))));
    this.repeated = scored.repeated();
  }

  /** Intercept with the log odds as offset. */
  public Estimate inTheLarge() {
    double[] beta = {0, 1};
    for (int step = 0; step < MOST_STEPS; step++) {
      double[] s = sums(beta);
      double move = s[0] / s[2];
      beta[0] += move;
      if (Math.abs(move) <= TOLERANCE * (1 + Math.abs(beta[0]))) {
        double[] at = sums(beta);
        double spread = repeated ? Math.sqrt(meat(beta)[0]) / at[2] : 1 / Math.sqrt(at[2]);
        return wald(beta[0], spread, "logistic regression, log odds as offset");
      }
    }
    return Estimate.notAssessable("logistic calibration does not converge");
  }

  /** Slope and intercept of the line, in this order. */
  public Estimate[] line() {
    double[] beta = {0, 1};
    for (int step = 0; step < MOST_STEPS; step++) {
      double[] s = sums(beta);
      double determinant = s[2] * s[4] - s[3] * s[3];
      if (!(determinant > LEAST * s[2] * s[4])) {
        break;
      }
      double intercept = (s[4] * s[0] - s[3] * s[1]) / determinant;
      double slope = (s[2] * s[1] - s[3] * s[0]) / determinant;
      beta[0] += intercept;
      beta[1] += slope;
      if (Math.abs(intercept) + Math.abs(slope)
          <= TOLERANCE * (1 + Math.abs(beta[0]) + Math.abs(beta[1]))) {
        return estimates(beta);
      }
    }
    Estimate none = Estimate.notAssessable("logistic calibration does not converge");
    return new Estimate[] {none, none};
  }

  private Estimate[] estimates(double[] beta) {
    double[] s = sums(beta);
    double determinant = s[2] * s[4] - s[3] * s[3];
    double[] inverse = {s[4] / determinant, -s[3] / determinant, s[2] / determinant};
    double ofIntercept = inverse[0];
    double ofSlope = inverse[2];
    if (repeated) {
      double[] meat = meat(beta);
      ofIntercept = sandwich(inverse[0], inverse[1], meat);
      ofSlope = sandwich(inverse[1], inverse[2], meat);
    }
    return new Estimate[] {
      wald(beta[1], Math.sqrt(ofSlope), "logistic regression on the log odds, slope"),
      wald(beta[0], Math.sqrt(ofIntercept), "logistic regression on the log odds, intercept")
    };
  }

  private static double sandwich(double a, double b, double[] meat) {
    return a * a * meat[0] + 2 * a * b * meat[1] + b * b * meat[2];
  }

  private Estimate wald(double value, double error, String method) {
    String interval = repeated ? "; robust interval by subject" : "; Wald interval";
    return Estimate.wald(value, error, method + interval + ", summed by Spark");
  }

  /** Two scores and three entries of the information. */
  private double[] sums(double[] beta) {
    Column variance = risk(beta).multiply(lit(1.0).minus(risk(beta))).multiply(col(WEIGHT));
    Row row =
        rows.agg(
                sum(residual(beta)),
                sum(residual(beta).multiply(col(LOGIT))),
                sum(variance),
                sum(variance.multiply(col(LOGIT))),
                sum(variance.multiply(col(LOGIT)).multiply(col(LOGIT))))
            .first();
    return new double[] {
      row.getDouble(0), row.getDouble(1), row.getDouble(2), row.getDouble(3), row.getDouble(4)
    };
  }

  /** Products of the scores of subjects, with the factor G/(G-1). */
  private double[] meat(double[] beta) {
    Row row =
        rows.groupBy(SUBJECT)
            .agg(sum(residual(beta)).as("a"), sum(residual(beta).multiply(col(LOGIT))).as("b"))
            .agg(
                sum(col("a").multiply(col("a"))),
                sum(col("a").multiply(col("b"))),
                sum(col("b").multiply(col("b"))),
                count(lit(1)))
            .first();
    double factor = row.getLong(3) / (row.getLong(3) - 1.0);
    return new double[] {
      row.getDouble(0) * factor, row.getDouble(1) * factor, row.getDouble(2) * factor
    };
  }

  private static Column residual(double[] beta) {
    return col(LABEL).minus(risk(beta)).multiply(col(WEIGHT));
  }

  private static Column risk(double[] beta) {
    Column linear = col(LOGIT).multiply(beta[1]).plus(beta[0]);
    return lit(1.0).divide(lit(1.0).plus(exp(linear.multiply(-1.0))));
  }
}
